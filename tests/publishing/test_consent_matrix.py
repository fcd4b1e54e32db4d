"""Everybody who may be told of, with every state of the consent, on every channel there is.

Each walk goes to the publication and looks at what people really meet: the page and all lists
of the portal, the files a channel offers, the printed sheets, what was delivered.
"""

from datetime import date

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import import_string

from lantoa.core.workflow import Refused
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import DeliveredFile, Delivery, Publication
from lantoa.publishing.states import DeliveryState
from lantoa.registry import actions as registry
from lantoa.registry import queries, rules
from lantoa.registry.models import Consent, Exemplar
from lantoa.stories import actions as stories
from tests import world
from tests.conftest import AT

#: Taken from the settings: a channel that is added later is tested without a word here.
CHANNELS = [import_string(path).name for path in settings.LANTOA_CHANNELS]
ON = AT.date()
#: Who is told of → facts of the file, and who must agree.
SUBJECTS = {
    "adult": ({"birth_year": 1968}, ("self",)),
    "minor 6": ({"birth_year": 2020}, ("guardian",)),
    "minor 15": ({"birth_year": 2011}, ("self", "guardian")),
    "deceased": ({"birth_year": 1938, "is_deceased": True}, ("relative",)),
    "collective": ({"kind": "collective", "birth_year": None}, ("representative",)),
}
NAME, SLUG = "Chế Thị Vân Canh", "van-canh-giu-nuoc"
PAGES = [
    "/", "/guong/", "/nhan-vat/", "/nhan-vat/?loai=tap-the", "/noi/22561/",
    "/linh-vuc/bien-va-muoi/", "/tim-kiem/?q=V%C3%A2n+Canh", "/sitemap-stories-1.xml",
    "/sitemap-exemplars-1.xml", "/api/v1/stories", "/api/v1/exemplars", f"/guong/{SLUG}/",
    f"/da-luu/con-khong.json?bai={SLUG}",
]  # fmt: skip
SHEETS = [f"/guong/{SLUG}/to-gap-a4.pdf", f"/guong/{SLUG}/ap-phich-a3.pdf"]


def met_on(channel: str, *, pages: bool = True) -> set[str]:
    """Where on this channel the story or its person can be met now; of the portal, without
    `pages`, only what readers' kept copies ask."""
    cache.clear()
    code = Exemplar.objects.get(full_name=NAME).code
    reader, met = Client(), set()
    found = publishing.channels()[channel]
    addresses = [f"/{path}" for path in found.paths]
    if channel == "website":
        addresses += PAGES if pages else PAGES[-1:]
    for address in addresses:
        answer = reader.get(address)
        text = answer.content.decode()
        if any(mark in text for mark in (NAME, code, f'"{SLUG}"', f"/guong/{SLUG}/")):
            met.add(address)
    if channel == "print":
        met |= {address for address in SHEETS if reader.get(address).status_code == 200}
    if publishing.shelf(channel):
        met.add("shelf")
    publication = Publication.objects.filter(slug=SLUG).first()
    if publication is not None:
        for name in set(DeliveredFile.objects.values_list("name", flat=True)):
            if publishing.delivered_file(publication, channel, name):
                met.add(name)
    return met


def states(channel: str) -> set[str]:
    return set(Delivery.objects.filter(target__channel=channel).values_list("state", flat=True))


@pytest.fixture(params=SUBJECTS)
def told(request, province, cast):
    facts, givers = SUBJECTS[request.param]
    made = world.exemplar(province, cast, name=NAME, **facts)
    draft = world.story(province, cast, made=made, slug=SLUG, title=f"{NAME} giữ nước")
    return made, draft, givers


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_consent_part_of_it_all_of_it_and_withdrawn(channel, told, cast, run_tasks) -> None:
    made, draft, givers = told
    others = [name for name in CHANNELS if name != channel]

    def approve() -> None:
        stories.approve(story=draft, by=cast.second_editor, at=AT)
        run_tasks()

    # Nobody agreed to anything.
    with pytest.raises(Refused):
        approve()
    assert not any(met_on(name, pages=False) for name in CHANNELS)

    # All who must agreed, to every other channel.
    for giver in givers:
        world.agree(cast, made, giver=giver, channels=others)
    if channel == "website":  # without the portal there is no publication at all
        with pytest.raises(Refused, match="website"):
            approve()
        assert not any(met_on(name, pages=False) for name in CHANNELS)
    else:
        approve()
        assert not met_on(channel)
        assert not states(channel)
        assert all(met_on(name, pages=False) for name in others)

    # And to this one.
    last = [world.agree(cast, made, giver=giver, channels=[channel]) for giver in givers]
    if channel == "website":
        approve()
    run_tasks()
    assert all(met_on(name, pages=False) for name in CHANNELS)
    assert states(channel) == {DeliveryState.DELIVERED}
    if channel == "website":
        missed = {"/sitemap-stories-1.xml", "/sitemap-exemplars-1.xml", "/api/v1/exemplars"}
        missed |= {"/nhan-vat/" if made.kind == "person" else "/nhan-vat/?loai=tap-the"}
        assert missed <= met_on(channel)

    # One of them takes it back, for this channel: at once, before any task has run.
    registry.withdraw_consent(consent=last[-1], by=cast.officer, at=AT)
    gone = CHANNELS if channel == "website" else [channel]
    assert {name: met_on(name) for name in gone} == {name: set() for name in gone}
    run_tasks()
    for name in CHANNELS:
        is_gone = name in gone
        assert bool(met_on(name, pages=False)) is not is_gone, name
        wanted = DeliveryState.WITHDRAWN if is_gone else DeliveryState.DELIVERED
        assert states(name) == {wanted}
        kept = DeliveredFile.objects.filter(delivery__target__channel=name)
        assert kept.exists() is not is_gone


GIVERS = ("self", "guardian", "representative", "relative")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_only_all_who_must_agree_are_enough(subject, province, cast) -> None:
    """Every set of givers, as the rules say in sentences and as the gate asks in one query."""
    facts, givers = SUBJECTS[subject]
    made = world.exemplar(province, cast, **facts)
    allowed = [g for g in GIVERS if g != "relative" or made.is_deceased]
    allowed = [g for g in allowed if g != "representative" or made.kind != "person"]
    for number in range(2 ** len(allowed)):
        chosen = [g for place, g in enumerate(allowed) if number >> place & 1]
        Consent.objects.all().delete()
        for giver in chosen:
            world.agree(cast, made, giver=giver)
        said = {"own" if rules.speaks_for(made, giver) else giver for giver in chosen}
        is_enough = said >= {"own" if g in ("self", "representative") else g for g in givers}
        for channel in CHANNELS:
            gaps = rules.consent_reasons(made, channels=[channel], on=ON, image=True)
            assert bool(gaps) is not is_enough, (chosen, gaps)
            assert queries.public_exemplars(ON, channel).exists() is is_enough, chosen
            assert queries.pictured_exemplars(ON, channel).exists() is is_enough, chosen


@pytest.mark.parametrize(
    ("birth_year", "small_tick", "minor_tick", "needed"),
    [
        (2020, False, False, ("guardian",)),
        (2019, False, False, ("own", "guardian")),  # seven this year: both, to be sure
        (2019, True, False, ("guardian",)),  # the officer knows the birthday is to come
        (2018, True, True, ("own", "guardian")),
        (2011, False, False, ("own", "guardian")),
        (2010, False, True, ("own", "guardian")),
        (2010, False, False, ("own",)),
        (2009, True, True, ("own",)),
        (None, True, False, ("guardian",)),
        (None, False, True, ("own", "guardian")),
    ],
)
def test_in_the_year_of_a_birthday_the_tick_counts(
    province, cast, birth_year, small_tick, minor_tick, needed
) -> None:
    made = world.exemplar(province, cast)
    Exemplar.objects.update(birth_year=birth_year, is_small_child=small_tick, is_minor=minor_tick)
    made.refresh_from_db()
    assert rules.voices(made, ON) == needed
    for said in ("own", "guardian"):
        Consent.objects.all().delete()
        world.agree(cast, made, giver="self" if said == "own" else said)
        assert queries.public_exemplars(ON).exists() is (needed == (said,))
    world.agree(cast, made, giver="self")
    assert queries.public_exemplars(ON).exists()


def test_the_ages_are_those_of_the_law_of_the_day(province, cast) -> None:
    made = world.exemplar(province, cast, birth_year=2009)  # seventeen
    world.agree(cast, made)
    rule = {
        "valid_from": date(2026, 7, 1), "legal_basis": "Luật sửa đổi", "child_under": 18,
        "own_word_from": 9, "answer_working_days": 2, "finish_days": 15,
        "shared_finish_days": 20, "extension_days": 15,
    }  # fmt: skip
    assert rules.is_minor(made, date(2026, 7, 1)) is False
    with pytest.raises(Refused, match="không có quyền"):
        registry.write_privacy_rule(**rule, by=cast.officer, at=AT)
    with pytest.raises(Refused, match="sau hôm nay"):
        registry.write_privacy_rule(**{**rule, "valid_from": ON}, by=cast.leader, at=AT)
    registry.write_privacy_rule(**rule, by=cast.leader, at=AT)
    for day, is_public in ((date(2026, 6, 30), True), (date(2026, 7, 1), False)):
        assert queries.public_exemplars(day).exists() is is_public
        gaps = rules.consent_reasons(made, channels=["website"], on=day, image=False)
        assert bool(gaps) is not is_public
    assert "chưa đủ 18 tuổi" in gaps[0]


def test_who_died_is_taken_down_until_the_relatives_agree(province, cast, run_tasks) -> None:
    published = world.published(province, cast, run_tasks, slug=SLUG, name=NAME)
    assert met_on("website")
    registry.describe_life(
        exemplar=published.exemplar, birth_year=1968, is_minor=False, is_small_child=False,
        is_deceased=True, by=cast.officer, at=AT,
    )  # fmt: skip
    assert not met_on("website")
    run_tasks()
    assert all(states(name) == {DeliveryState.WITHDRAWN} for name in CHANNELS)


def test_one_channel_of_a_consent_is_taken_back_and_the_others_stay(
    province, cast, run_tasks
) -> None:
    published = world.published(province, cast, run_tasks, slug=SLUG, name=NAME)
    consent = published.exemplar.consents.get()
    with pytest.raises(Refused, match="Chọn những kênh"):
        registry.withdraw_from_channels(consent=consent, channels=["loa"], by=cast.officer, at=AT)
    rest = registry.withdraw_from_channels(
        consent=consent, channels=["print"], by=cast.officer, at=AT
    )
    assert rest is not None
    assert sorted(row.channel for row in rest.channels.all()) == ["feeds", "website"]
    assert not met_on("print")
    run_tasks()
    assert [bool(met_on(name)) for name in ("website", "feeds", "print")] == [True, True, False]

"""Only the consent to pictures is taken back: photographs leave every channel, the story stays."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.workflow import Refused
from lantoa.publishing import actions, content, tasks
from lantoa.publishing import queries as publishing
from lantoa.publishing.contract import DeliveryFailed
from lantoa.publishing.models import ChannelTarget, DeliveredFile, Delivery, Publication
from lantoa.publishing.states import DeliveryState
from lantoa.registry import actions as registry
from lantoa.registry.models import Consent
from lantoa.stories.models import Picture
from tests import world
from tests.conftest import AT
from tests.publishing.test_consent_matrix import CHANNELS, NAME, SLUG, met_on
from tests.security.conftest import illustrate


@pytest.fixture
def made(province, cast, run_tasks):
    return illustrate(province, cast, run_tasks, name=NAME, slug=SLUG)


def files_of(publication: Publication) -> set[str]:
    """Names of the files of its photograph, in all sizes."""
    return {name for name in content.files_of(publication.content) if "image" in name}


def shown(files: set[str]) -> set[str]:
    """Where any of these files is still offered, embedded or handed out."""
    cache.clear()
    reader, found = Client(), set()
    names = {name.rpartition("/")[2] for name in files}
    addresses = [f"/{path}" for name in CHANNELS for path in publishing.channels()[name].paths]
    addresses += ["/", "/guong/", "/api/v1/stories", f"/guong/{SLUG}/"]
    for address in addresses:
        text = reader.get(address).content.decode(errors="replace")
        found |= {address for name in names if name in text}
    for sheet in ("to-gap-a4.pdf", "ap-phich-a3.pdf"):
        body = reader.get(f"/guong/{SLUG}/{sheet}").content
        found |= {sheet} if b"DCTDecode" in body else set()
    found |= {f"/tap-tin/{name}" for name in files if publishing.shows_file(name)}
    for channel in CHANNELS:
        for rendered in publishing.shelf(channel):
            for file in rendered.files:
                has_it = any(name.encode() in file.body for name in names)
                found |= {file.name} if has_it or b"DCTDecode" in file.body else set()
    return found


def test_the_picture_leaves_every_channel_and_the_story_stays(made, cast, run_tasks) -> None:
    publication = Publication.objects.get()
    files = files_of(publication)
    assert files
    before = shown(files)
    assert {f"/guong/{SLUG}/", "/api/v1/stories", "to-gap-a4.pdf"} <= before
    assert all(met_on(name) for name in CHANNELS)

    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    assert shown(files) == set()  # at once, before any task has run
    run_tasks()
    assert shown(files) == set()
    assert all(met_on(name) for name in CHANNELS)
    text = Client().get(f"/guong/{SLUG}/").content.decode()
    assert "kể lại." in text
    publication.refresh_from_db()
    assert (publication.revision, publication.unpictured_from) == (2, 2)
    assert publication.content["picture"] is None
    rows = Delivery.objects.values_list("revision", "state").distinct()
    assert set(rows) == {(1, DeliveryState.WITHDRAWN), (2, DeliveryState.DELIVERED)}
    assert not DeliveredFile.objects.filter(delivery__revision=1).exists()
    kinds = [event.kind for event in events.history(publication)]
    assert kinds.count("publication.pictures_left_out") == 1
    assert "publication.withdraw" not in kinds
    assert not list(events.broken_links())


def test_every_consent_to_pictures_ends_and_its_rest_stands(province, cast) -> None:
    made = world.exemplar(province, cast, birth_year=2011)
    for giver in ("self", "guardian"):
        world.agree(cast, made, giver=giver)
    only = world.agree(cast, made, giver="self", covers_name=False, channels=["print"])
    rests = registry.withdraw_images(exemplar=made, by=cast.officer, at=AT)
    assert [(rest.giver, rest.covers_name, rest.covers_image) for rest in rests] == [
        ("self", True, False), ("guardian", True, False),
    ]  # fmt: skip
    assert {row.channel for row in rests[0].channels.all()} == {"website", "feeds", "print"}
    assert rests[0].proof_note == "Tủ hồ sơ số 2"
    only.refresh_from_db()
    assert only.withdrawn_at == AT
    assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 2
    ended = Consent.objects.filter(withdrawn_at__isnull=False)
    assert set(ended.values_list("covers_image", flat=True)) == {True}  # as it was said
    with pytest.raises(Refused, match="Không có sự đồng ý nào"):
        registry.withdraw_images(exemplar=made, by=cast.officer, at=AT)


def test_who_may_not(province, cast) -> None:
    made = world.consented(province, cast)
    for who in (
        *(getattr(cast, name) for name in ("neighbour", "editor", "leader")),
        PUBLIC,
        SYSTEM,
    ):
        with pytest.raises(Refused, match="không có quyền"):
            registry.withdraw_images(exemplar=made, by=who, at=AT)
    assert made.consents.get().covers_image


def test_drawings_stay(made, cast, run_tasks) -> None:
    Picture.objects.update(is_drawing=True)
    publication = Publication.objects.get()
    publication.content = content.freeze(
        publication.story, slug=publication.slug, short_codes={}, published_at=AT, revised_at=AT,
        revision=1,
    )  # fmt: skip
    assert publication.content["shows_person"] is False
    kept = content.without_photographs(publication.content)
    assert kept["picture"] == publication.content["picture"]
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    publication.save()
    run_tasks()
    publication.refresh_from_db()
    assert (publication.revision, publication.state) == (1, "live")


def test_it_comes_back_with_a_new_consent(made, cast, run_tasks) -> None:
    files = files_of(Publication.objects.get())
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    run_tasks()
    world.agree(cast, made.exemplar, channels=["website"])
    run_tasks()
    publication = Publication.objects.get()
    assert (publication.revision, publication.unpictured_from) == (3, None)
    assert files_of(publication) == files
    assert f"/guong/{SLUG}/" in shown(files)
    # The print sheet shows it nowhere: there it was not agreed to again.
    assert not publishing.shelf("print")


def test_a_channel_that_cannot_take_it_back_serves_it_no_more(
    made, cast, run_tasks, monkeypatch
) -> None:
    files = files_of(Publication.objects.get())
    channel = publishing.channels()["feeds"]

    def fail(*args: object) -> None:
        raise DeliveryFailed("Mất mạng.")

    monkeypatch.setattr(type(channel), "withdraw", fail)
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    with pytest.raises(DeliveryFailed):
        tasks.follow_consent.call(str(made.exemplar.pk), 0)
    assert shown(files) == set()
    assert met_on("website")
    monkeypatch.undo()
    tasks.sweep_deliveries.call()
    assert not Delivery.objects.filter(revision=1).exclude(state="withdrawn").exists()


def test_on_hold_it_comes_back_without_the_picture(made, cast, run_tasks) -> None:
    files = files_of(Publication.objects.get())
    hold = registry.hold(exemplar=made.exemplar, reason="Xem lại một số liệu.",
                         by=cast.approver, at=AT)  # fmt: skip
    run_tasks()
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    run_tasks()
    assert not met_on("website")
    registry.lift(hold=hold, conclusion="Đúng như đã kể.", by=cast.approver, at=AT)
    run_tasks()
    assert met_on("website")
    assert shown(files) == set()


def test_a_channel_switched_off_keeps_no_old_revision(made, cast, run_tasks) -> None:
    ChannelTarget.objects.filter(channel="print").update(is_enabled=False)
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=AT)
    run_tasks()
    assert set(
        Delivery.objects.filter(target__channel="print").values_list("revision", "state")
    ) == {(1, "withdrawn")}


def test_only_the_platform_leaves_pictures_out_and_only_then(made, cast, at) -> None:
    publication = Publication.objects.get()
    with pytest.raises(Refused, match="vẫn cho nêu tên"):
        actions.leave_out_pictures(publication=publication, by=SYSTEM, at=at)
    registry.withdraw_images(exemplar=made.exemplar, by=cast.officer, at=at)
    for who in vars(cast).values():
        with pytest.raises(Refused, match="không ai bỏ tay"):
            actions.leave_out_pictures(publication=publication, by=who, at=at)
    registry.withdraw_consent(consent=made.exemplar.consents.last(), by=cast.officer, at=at)
    with pytest.raises(Refused, match="vẫn cho nêu tên"):
        actions.leave_out_pictures(publication=publication, by=SYSTEM, at=at)


def test_the_officer_takes_it_back_on_the_page(made, cast, browse, run_tasks) -> None:
    client, page = browse(cast.officer), reverse("desk:exemplar", args=[made.code])
    assert "Người ấy chỉ muốn bỏ hình ảnh" in client.get(page).content.decode()
    said = client.post(page, {"do": "images"}, follow=True).content.decode()
    assert "Ảnh rời mọi kênh, bài ở lại." in said
    assert "Người ấy chỉ muốn bỏ hình ảnh" not in said
    assert "Được nêu tên, chưa được dùng ảnh" in said
    assert browse(cast.editor).post(page, {"do": "images"}).status_code in (403, 404)

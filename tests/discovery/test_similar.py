"""Is it one of these? Near names are found; nothing private is told."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.discovery import queries, rules
from lantoa.discovery.queries import similar
from lantoa.nominations import actions as nominations
from lantoa.registry import actions as registry
from tests import world

WORDS = st.text("abc ", min_size=1, max_size=8)


@given(WORDS, st.integers(0, 7), st.sampled_from("abcx"))
def test_one_edit_is_seen_from_both_sides(text: str, place: int, letter: str) -> None:
    place %= len(text)
    for other in (
        text[:place] + letter + text[place:],
        text[:place] + text[place + 1 :],
        text[:place] + letter + text[place + 1 :],
    ):
        assert rules.one_edit_apart(text, other) == (text != other)
        assert rules.one_edit_apart(other, text) == (text != other)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("vo thi lai", "vo thi lia", True),
        ("vo thi lai", "vo thi la", True),
        ("vo thi lai", "vo thi hau", False),
        ("vo thi lai", "vo thi lai", False),
        ("abcd", "badc", False),
    ],
)
def test_edits(left: str, right: str, apart: bool) -> None:
    assert rules.one_edit_apart(left, right) is apart


@given(st.text("abc ", min_size=1, max_size=8).map(lambda text: f"{text} {text}"), st.data())
def test_every_writing_one_edit_away_is_spelt_out(name: str, data) -> None:
    near = rules.written_near(name)
    assert name in near
    assert len(set(near)) == len(near) < 2_000
    assert all(rules.one_edit_apart(name, other) for other in near if other != name)
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcxyz 5'-"))
    for other in (
        name[:place] + letter + name[place:],
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place + 1 :],
        name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
    ):
        assert other in near


def test_a_name_of_one_syllable_or_a_page_stands_alone() -> None:
    assert rules.written_near("lan") == ["lan"]
    assert rules.written_near("a b" * 50) == ["a b" * 50]


@pytest.mark.parametrize(
    ("other", "same_place", "near"),
    [
        ("vo thi lai", False, 3),
        ("vo thi la", False, 2),
        ("tran van lai", True, 1),
        ("tran van lai", False, 0),
        ("vo thi hau", True, 0),
    ],
)
def test_closeness(other: str, same_place: bool, near: int) -> None:
    assert rules.closeness("vo thi lai", other, same_place=same_place) == near


def test_short_names_are_not_compared_by_edits() -> None:
    assert rules.closeness("lan", "lai", same_place=False) == 0


def shown(who, place, limit=5):
    return queries.similar_people(who, place, limit)


def test_published_people_are_shown_with_what_is_public(province, cast, run_tasks, at) -> None:
    published = world.published(province, cast, run_tasks)
    for who in ("Bùi Thị Sương", "bà Bui Thi Suong", "Bùi Thị Sươn", "chị Sương"):
        (found,) = shown(who, province.place)
        assert found.is_published
        assert found.code == published.exemplar.code
        assert found.title == "Bùi Thị Sương, diêm dân"
        assert found.detail.startswith("Phường Đông Ninh Hòa. Ghi lịch lấy nước")
        assert queries.chosen(found.key, [found]) == published.exemplar
    assert shown("Bùi Thị Sương", None), "equal names count everywhere"
    assert not shown("chị Sương", province.far_place)
    assert not shown("Pi Năng Ca", province.place)
    assert not shown(" ", province.place)


@pytest.mark.parametrize(
    "stage", ["lead", "nomination", "appraised", "exemplar", "consented", "story"]
)
def test_unpublished_people_give_no_detail(province, cast, at, stage) -> None:
    getattr(world, stage)(province, cast)
    (found,) = shown("Bùi Thị Sương", province.neighbour_place)
    assert found.label == (
        "Một người trùng tên ở phường Đông Ninh Hòa. Cán bộ đang xem nên chưa hiện thêm."
    )
    assert not found.is_published
    for secret in ("Sương", "diêm dân", "lịch", "TB-", "DH-"):
        assert secret not in str(dataclasses.asdict(found))
    assert queries.chosen(found.key, [found]) is None


def test_taking_down_takes_the_detail_away(province, cast, run_tasks, at) -> None:
    made = world.published(province, cast, run_tasks).exemplar
    held = registry.hold(exemplar=made, reason="x", by=cast.officer, at=at)
    assert not shown(made.full_name, province.place)[0].is_published
    registry.lift(hold=held, conclusion="x", by=cast.officer, at=at)
    assert shown(made.full_name, province.place)[0].is_published
    registry.withdraw_consent(consent=made.consents.get(), by=cast.officer, at=at)
    assert not shown(made.full_name, province.place)[0].is_published
    registry.revoke(exemplar=made, legal_ground="x", public_note="x", by=cast.approver, at=at)
    assert not shown(made.full_name, province.place)


def test_closed_leads_are_left_out_and_repeats_said_once(province, cast, at) -> None:
    first = world.lead(province, cast).lead
    world.lead(province, cast)
    assert len(shown("Bùi Thị Sương", province.place)) == 1
    keys = {similar._key("lead", pk) for pk in range(100)}
    assert len(keys) == 100
    nominations.decline_lead(lead=first, answer="x", by=cast.officer, at=at)
    world.lead(province, cast, name="Cao Thị Én", place=province.far_place)
    closed = world.lead(province, cast, name="Đỗ Văn Tư").lead
    nominations.decline_lead(lead=closed, answer="x", by=cast.officer, at=at)
    assert not shown("Đỗ Văn Tư", province.place)


def test_the_nearest_come_first_and_the_limit_holds(province, cast, run_tasks, at) -> None:
    world.published(province, cast, run_tasks, name="Bùi Thị Sương")
    world.lead(province, cast, name="Bùi Thị Sươn", place=province.neighbour_place)
    world.lead(province, cast, name="Trần Thị Sương")
    titles = [found.title for found in shown("Bùi Thị Sương", province.place)]
    assert titles == [
        "Bùi Thị Sương, diêm dân",
        "Một người trùng tên ở phường Ninh Hòa",
        "Một người trùng tên ở phường Đông Ninh Hòa",
    ]
    assert len(shown("Bùi Thị Sương", province.place, limit=1)) == 1


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Đồng chí Bùi Thị Sương", "Bùi Thị Sương"),
        ("Bùi Thị Sương", "đ/c Bui Thi Suong"),
        ("BS. Bùi Thị Sương", "cô giáo Bùi Thị Sương"),
    ],
)
def test_titles_and_ranks_hide_nobody(province, cast, at, told, asked) -> None:
    world.lead(province, cast, name=told, place=province.far_place)
    assert shown(asked, province.place)


def test_equal_names_are_found_behind_a_crowd(province, cast, at, monkeypatch) -> None:
    """However many newer ones are near, and whatever their number in the same place."""
    monkeypatch.setattr(similar, "_MOST_CANDIDATES", 2)
    world.lead(province, cast, name="Bùi Thị Sương", place=province.far_place)
    for name in ("Bùi Thị Sươn", "Bùi Thị Sươnn", "Lê Sương", "Bùi Thị Sưng"):
        world.lead(province, cast, name=name)
    titles = [found.title for found in shown("Bùi Thị Sương", province.place)]
    assert titles[0].startswith("Một người trùng tên ở")
    assert str(province.far_place)[1:] in titles[0]


@pytest.mark.parametrize("stage", ["lead", "nomination", "exemplar"])
def test_of_a_crowd_those_of_the_place_are_found(province, cast, at, monkeypatch, stage) -> None:
    """However many newer ones bear the name elsewhere, and however many of them are closed."""
    monkeypatch.setattr(similar, "_MOST_CANDIDATES", 2)
    monkeypatch.setattr(similar, "_MOST_NAMESAKES", 4)
    getattr(world, stage)(province, cast, name="Bùi Thị Sương")
    for _ in range(3):
        world.lead(province, cast, name="Bùi Thị Sương", place=province.far_place)
        closed = world.lead(province, cast, name="Bùi Thị Sương", place=province.far_place).lead
        nominations.decline_lead(lead=closed, answer="x", by=cast.stranger, at=at)
    (found,) = shown("Bùi Thị Sương", province.place, limit=1)
    assert found.title == "Một người trùng tên ở phường Đông Ninh Hòa"


def test_names_as_near_of_the_place_go_before_published_ones(province, cast, run_tasks, at) -> None:
    world.published(province, cast, run_tasks, name="Bùi Thị Sương")
    world.lead(province, cast, name="Bùi Thị Sương", place=province.far_place)
    assert shown("Bùi Thị Sương", province.place)[0].is_published
    assert shown("Bùi Thị Sương", province.neighbour_place)[0].is_published
    assert not shown("Bùi Thị Sương", province.far_place)[0].is_published


@pytest.mark.parametrize("who", ["", "\x00", "Bùi\x00 Thị", "Bùi \ud800", "%", '"\\', "a" * 5_000])
def test_what_is_no_name_finds_nobody(province, cast, who) -> None:
    world.lead(province, cast)
    assert not shown(who, province.place)


def test_words_of_the_deed_rank_published_people_only(province, cast, run_tasks, at) -> None:
    well = "Đào giếng cho bản"
    first = world.published(province, cast, run_tasks, slug="gieng", deed=well).exemplar
    second = world.published(province, cast, run_tasks).exemplar

    def order(deed: str) -> list[str]:
        found = queries.similar_people("Bùi Thị Sương", province.place, deed=deed)
        return [person.code for person in found]

    assert order("bà đào giếng giúp cả bản") == [first.code, second.code]
    assert order("bà ghi lịch lấy nước cho xóm") == [second.code, first.code]
    held = registry.hold(exemplar=first, reason="x", by=cast.officer, at=at)
    assert order("bà đào giếng giúp cả bản") == [second.code, ""]
    registry.lift(hold=held, conclusion="x", by=cast.officer, at=at)
    assert set(order("")) == {first.code, second.code}


def test_a_given_name_is_a_whole_word(province, cast, at) -> None:
    world.lead(province, cast, name="Lê Thị Lan")
    world.lead(province, cast, name="chị Lan")
    assert len(shown("Võ Thị Lan", province.place)) == 1
    assert not shown("Võ Thị An", province.place)
    assert shown("Lan", province.place)


def test_more_people_cost_no_more_questions(
    province, cast, at, django_assert_max_num_queries, django_assert_num_queries
):
    world.lead(province, cast, name="Bùi Thị Sương")
    with django_assert_max_num_queries(11) as first:
        shown("Bùi Thị Sương", province.place)
    for number in range(3):
        world.lead(province, cast, name=f"Lê Thị Sương {number}")
        world.lead(province, cast, name="Bùi Thị Sương", place=province.neighbour_place)
    with django_assert_num_queries(len(first)):
        shown("Bùi Thị Sương", province.place)

"""The index beside the database: it follows, it is gated, it mends itself."""

import pytest

from lantoa.registry import actions as registry
from lantoa.search import actions, keeper, queries
from lantoa.search.engines import folders
from lantoa.search.models import Abbreviation, Kind
from tests import world
from tests.search.test_find import entry


def titles(q, **options):
    return [hit.title for hit in queries.find(q, **options).hits]


@pytest.fixture
def told(province, cast, run_tasks, indexed):
    publication = world.published(province, cast, run_tasks)
    world.practice(province, cast, publication.exemplar)
    run_tasks()
    indexed()
    return publication


def test_a_story_is_found_with_its_people_and_practices(told):
    found = queries.find("lich lay nuoc")
    assert folders.current(folders.PORTAL)
    assert {hit.kind for hit in found.hits} == {"story", "exemplar", "practice"}
    assert found.total == 3
    assert found.facets["kind"] == {"story": 1, "exemplar": 1, "practice": 1}
    assert sum(found.facets["place"].values()) == 3
    assert "<mark>" in found.hits[0].highlight + found.hits[0].excerpt


def test_a_hold_hides_at_once_and_leaves_no_trace_in_the_counts(told, cast, run_tasks, indexed):
    hold = registry.hold(exemplar=told.exemplar, reason="Xem lại", by=cast.approver, at=world.AT)
    found = queries.find("lich lay nuoc")  # the index has not heard of it
    assert found.total == 0
    assert not any(found.facets["kind"].values())
    run_tasks()
    indexed()
    assert queries.find("lich lay nuoc").total == 0
    registry.lift(hold=hold, conclusion="Đúng", by=cast.approver, at=world.AT)
    run_tasks()
    indexed()
    assert queries.find("lich lay nuoc").total == 3


def test_a_change_reaches_the_index_without_comparing(province, run_tasks, indexed):
    run_tasks()
    indexed()
    assert titles("chữa cháy rừng") == []
    document = entry(900_001, "Chữa cháy rừng", kind=Kind.PAGE)
    actions._changed(document.kind, document.subject)
    keeper.Keeper().step()
    assert titles("chữa cháy rừng") == ["Chữa cháy rừng"]
    actions.forget(kind=Kind.PAGE, subject=900_001)
    keeper.Keeper().step()
    assert titles("chữa cháy rừng") == []


def test_rebuilding_changes_no_answer(told):
    before = titles("lich lay nuoc"), folders.current(folders.PORTAL)
    assert keeper.rebuild() > 3
    assert titles("lich lay nuoc") == before[0]
    assert folders.current(folders.PORTAL) != before[1]
    assert not before[1].exists()


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage"])
def test_a_broken_index_is_answered_for_and_built_anew(told, indexed, damage):
    folder = folders.current(folders.PORTAL)
    if damage == "missing":
        for file in folder.iterdir():
            file.unlink()
    else:
        (folder / "meta.json").write_text("" if damage == "empty" else '{"segments": 1}')
    assert queries.find("lich lay nuoc").total == 3  # by plain SQL
    indexed()
    assert folders.current(folders.PORTAL) != folder
    assert queries.find("lich lay nuoc").total == 3


def test_only_one_writer_a_host(told):
    with folders.writing(folders.PORTAL) as first:
        assert first
        assert not keeper.catch_up()


def test_facets_narrow_and_keep_their_own_counts(told):
    sector = told.exemplar.sector_id
    found = queries.find("lich lay nuoc", kind="story")
    assert found.total == 1
    assert found.facets["kind"] == {"story": 1, "exemplar": 1, "practice": 1}
    assert found.facets["sector"] == {sector: 1}
    assert queries.find("lich lay nuoc", sector=sector + 999).total == 0
    year = told.published_at.year
    assert queries.find("lich lay nuoc", year=year, kind="story").total == 1
    assert queries.find("lich lay nuoc", year=year - 5).total == 0


def test_abbreviations_both_ways(db, indexed):
    Abbreviation.objects.get_or_create(short="HTX", long="hợp tác xã")
    queries._glossary.cache_clear()
    entry(1, "HTX nho Thái An")
    entry(2, "Hợp tác xã muối Cà Ná")
    entry(3, "Hợp tác với xã bên")
    indexed()
    assert set(titles("htx", kind="plan")) == {"HTX nho Thái An", "Hợp tác xã muối Cà Ná"}
    assert titles("hop tac xa nho", kind="plan") == ["HTX nho Thái An"]
    assert titles("HTX muối", kind="plan") == ["Hợp tác xã muối Cà Ná"]


@pytest.mark.parametrize(
    "q",
    ["1068/KH-UBND", "1068 kh ubnd", "KH 1068", "kế hoạch 1068", "kế hoạch số 1068/kh - ubnd",
     "1068KH-UBND", "Kế hoạch 1068/KH–UBND"],
)  # fmt: skip
def test_numbers_of_documents_in_any_spelling(province, run_tasks, indexed, q):
    run_tasks()
    indexed()
    assert any("1068/KH-UBND" in hit.title for hit in queries.find(q).hits[:3]), q


def test_one_slip_is_forgiven_and_said(db, indexed):
    entry(1, "Tiết kiệm nước tưới nho")
    entry(2, "Điển hình tiên tiến")
    indexed()
    for q in ("tiet kiem nuco", "tiet kiemm nuoc", "tieets kieejm nuwowcs", "tietkiem nuoc"):
        found = queries.find(q, kind=None)
        assert [hit.title for hit in found.hits] == ["Tiết kiệm nước tưới nho"], q
    assert queries.find("tiet kiem nuco").meant == "tiết kiệm nước"
    assert titles("ddieern hinhf")[0] == "Điển hình tiên tiến"


def test_phrases_stand_as_they_are(db, indexed):
    entry(1, "Nước ngọt cho làng", "Lịch lấy nước")
    entry(2, "Lấy lịch nước", "Nước lấy theo lịch")
    indexed()
    assert titles('"lịch lấy nước"') == ["Nước ngọt cho làng"]
    assert len(titles("lịch lấy nước")) == 2


def test_words_are_found_while_they_are_typed(db, indexed):
    entry(1, "Tiết kiệm nước")
    indexed()
    for q in ("tiet kie", "tiết kiệm nư", "tie", "tiet kiem nuoc"):
        assert titles(q, is_typing=True, kind="plan") == ["Tiết kiệm nước"], q
    assert titles("tiet xy", is_typing=True, kind="plan") == []


@pytest.mark.parametrize(
    "q",
    ["", "   ", "%", "_", "'; DROP", "<script>", "\x00", "a" * 5000, "“”", "AND OR NOT", "* ~ ^",
     '((("', "[a TO b]", "title:x", '"không đóng', "\ud800", "tie\u0302\u0301t", "và của là thì",
     "…—!?", "0", "1" * 400, "\u200b", "_" * 50, "a\u0301" * 300],
)  # fmt: skip
@pytest.mark.parametrize("is_typing", [False, True])
def test_any_text_is_a_question(db, indexed, q, is_typing):
    entry(1, "Một bài 100% sạch")
    indexed()
    found = queries.find(q, is_typing=is_typing)
    assert found.total <= 70

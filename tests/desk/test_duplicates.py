"""The queue of pairs on the desk: two records side by side, the decision, the way back."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world
from tests.conftest import AT
from tests.discovery.pairs import ANSWER, pair_of, two_exemplars

from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions
from lantoa.discovery.models import DuplicatePair
from lantoa.registry import actions as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: Any, browse: Any) -> Client:
    """The commune's officer at the desk."""
    return browse(cast.officer)


def page(client: Client, address: str, **given: Any) -> str:
    """The text of a page, with white space as one sees it."""
    return " ".join(client.get(address, given).content.decode().split())


def at_pair(pair: DuplicatePair, name: str = "duplicate") -> str:
    """The address of a pair's page."""
    return reverse(f"desk:{name}", args=[pair.pk])


def test_the_queue_names_both_sides_and_filters(province, cast, officer) -> None:
    made = world.exemplar(province, cast)
    told = world.lead(province, cast).lead
    pair_of(made, told)
    queue = reverse("desk:duplicates")
    shown = page(officer, queue)
    assert made.code in shown
    assert told.number in shown
    assert "Chờ xem <b>1</b>" in shown
    assert told.number in page(officer, queue, loai="lead", buoc="waiting")
    assert "Không có cặp nào khớp" in page(officer, queue, loai="nomination")
    assert "Không có cặp nào khớp" in page(officer, queue, buoc="merged")
    score = DuplicatePair.objects.get().score
    far = "co-the" if score >= 0.7 else "rat-giong"
    assert "Không có cặp nào khớp" in page(officer, queue, muc=far)
    assert officer.get(queue, {"loai": "x'--", "muc": "\0", "don-vi": "?"}).status_code == 200


def exported(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(reverse("desk:duplicates"), {**asked, "xuat": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert 'filename="cap-co-the-trung.csv"' in answer["Content-Disposition"]
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_queue_goes_out_as_a_file_that_no_spreadsheet_runs(province, cast, officer) -> None:
    evil = "=HYPERLINK(1) Lê Thị Xòe"
    told, other = (world.lead(province, cast, name=evil).lead for _ in range(2))
    pair = pair_of(told, other)
    header, row = exported(officer)
    line = dict(zip(header, row, strict=True))
    assert line["Tên, bên A"] == line["Tên, bên B"] == f"'{evil}"
    assert {line["Số, bên A"], line["Số, bên B"]} == {told.number, other.number}
    assert line["Loại, bên A"] == "Tin báo"
    assert (line["Bước"], line["Nơi, bên B"]) == ("Chờ xem", province.place.name)
    assert line["Độ giống (%)"] == str(round(pair.score * 100))
    actions.judge_different(pair=pair, note="@chị của ông Bí Mật", by=cast.officer, at=AT)
    judged = dict(zip(*exported(officer, buoc="not_the_same"), strict=True))
    assert judged["Người quyết định"] == cast.officer.full_name
    assert "Bí Mật" not in str(judged)
    # As filtered on the page.
    assert exported(officer, buoc="waiting") == [header]
    assert exported(officer, loai="nomination") == [header]
    shown = page(officer, reverse("desk:duplicates"), buoc="not_the_same")
    assert "buoc=not_the_same&amp;xuat=csv" in shown


def test_who_may_not_see_the_queue_gets_no_file(province, cast, browse) -> None:
    pair_of(world.lead(province, cast).lead, world.lead(province, cast).lead)
    asked = {"xuat": "csv"}
    for name in ("editor", "approver", "leader", "administrator"):
        answer = browse(getattr(cast, name)).get(reverse("desk:duplicates"), asked)
        assert answer.status_code == 403, name
    assert len(exported(browse(cast.officer))) == 2
    assert len(exported(browse(cast.neighbour))) == 1


def test_the_file_asks_as_much_for_three_as_for_one(
    province, cast, officer, django_assert_num_queries
) -> None:
    made = [world.lead(province, cast).lead, world.lead(province, cast).lead]
    pair_of(*made)
    exported(officer)
    with django_assert_num_queries(EXPORT_QUERIES):
        assert len(exported(officer)) == 2
    pair_of(made[0], world.lead(province, cast).lead)
    with django_assert_num_queries(EXPORT_QUERIES):
        assert len(exported(officer)) == 4


EXPORT_QUERIES = 8


def test_a_page_of_the_queue_asks_as_much_for_three_as_for_one(
    province, cast, officer, django_assert_num_queries
) -> None:
    made = [world.exemplar(province, cast), world.exemplar(province, cast)]
    pair_of(*made)
    queue = reverse("desk:duplicates")
    officer.get(queue)
    with django_assert_num_queries(9):
        officer.get(queue)
    pair_of(made[0], world.exemplar(province, cast))
    assert DuplicatePair.objects.count() == 3
    with django_assert_num_queries(9):
        officer.get(queue)


def test_an_empty_queue_says_what_to_do_and_searches(officer, province, cast, run_tasks) -> None:
    two_exemplars(province, cast)
    queue = reverse("desk:duplicates")
    assert "Máy chưa rà lần nào" in page(officer, queue)
    assert officer.post(queue).status_code == 302
    run_tasks()
    assert "Rà lần cuối" in page(officer, queue)
    assert DuplicatePair.objects.count() == 1


def test_both_sides_stand_beside_each_other_with_the_differences_in_words(
    province, cast, officer
) -> None:
    one = world.exemplar(province, cast)
    other = world.exemplar(province, cast, birth_year=1950, occupation="")
    shown = page(officer, at_pair(pair_of(one, other)))
    assert 'Năm sinh <span class="tag err">Khác nhau</span>' in shown
    assert 'Nghề, nơi làm việc <span class="tag">Một bên không ghi</span>' in shown
    assert 'Tên <span class="tag good">Giống nhau</span>' in shown
    assert "Ông Lương Cư, chủ nhiệm hợp tác xã" in shown
    for text in ("1968", "1950", one.code, other.code, "Không ghi"):
        assert text in shown


def test_who_told_and_how_to_reach_them_is_not_on_the_page(province, cast, officer) -> None:
    one, other = world.lead(province, cast).lead, world.lead(province, cast).lead
    pair = pair_of(one, other)
    for name in ("duplicate", "duplicate_keep_left"):
        shown = page(officer, at_pair(pair, name))
        assert "Người Kể Kín Đáo" not in shown
        assert "0905 000 111" not in shown


def test_pairs_of_others_are_not_there(province, cast, browse) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    across = pair_of(
        DuplicatePair.objects.get() and world.exemplar(province, cast),
        world.lead(province, cast, place=province.neighbour_place).lead,
    )
    stranger = browse(cast.neighbour)
    assert "Chưa thấy cặp nào" in page(stranger, reverse("desk:duplicates"))
    for client, hidden in ((stranger, pair), (stranger, across), (browse(cast.officer), across)):
        for name in ("duplicate", "duplicate_keep_left", "duplicate_keep_right"):
            assert client.get(at_pair(hidden, name)).status_code == 404
            assert client.post(at_pair(hidden, name), {"do": "judge"}).status_code == 404
    for who in (cast.verifier, cast.editor, cast.leader):
        assert browse(who).get(reverse("desk:duplicates")).status_code == 403
    assert page(browse(cast.province_officer), at_pair(across))


def test_the_confirm_page_says_what_will_happen_and_does_it(province, cast, officer) -> None:
    kept = world.consented(province, cast)
    gone = world.consented(province, cast)
    card = world.practice(province, cast, gone)
    world.adoption(province, cast, card)
    pair = pair_of(kept, gone)
    address = at_pair(pair, "duplicate_keep_left")
    shown = page(officer, address)
    assert f"Trang công khai của {gone.code} dẫn tới trang của {kept.code}" in shown
    assert f"1 nơi đang làm theo {gone.code} giữ nguyên đăng ký" in shown
    assert f"1 sự đồng ý ở lại với {gone.code}" in shown
    assert "Bảng lịch lấy nước chung" in shown
    assert gone.merger() is None
    assert officer.post(address).status_code == 302
    assert gone.merger().kept == kept
    done = page(officer, at_pair(pair))
    assert "Đã gộp làm một" in done
    assert "Trần Minh Châu quyết định" in done


def test_an_answer_is_asked_for_and_nothing_typed_is_lost(province, cast, officer) -> None:
    made, told = world.exemplar(province, cast), world.lead(province, cast).lead
    pair = pair_of(made, told)
    address = at_pair(pair, "duplicate_keep_left")
    refused = officer.post(address, {"answer": ""})
    assert refused.status_code == 422
    assert "người kể sẽ đọc đúng câu này" in refused.content.decode()
    registry.hold(exemplar=made, reason="Có đơn", by=cast.officer, at=told.received_at)
    registry.revoke(
        exemplar=made, legal_ground="QĐ 9", public_note="Sai.", by=cast.approver,
        at=told.received_at,
    )  # fmt: skip
    late = officer.post(address, {"answer": ANSWER})
    assert late.status_code == 422
    assert "đã thu hồi công nhận" in late.content.decode()
    told.refresh_from_db()
    assert told.state == "received"


def test_only_the_side_further_on_is_offered(province, cast, officer) -> None:
    pair = pair_of(world.exemplar(province, cast), world.lead(province, cast).lead)
    shown = page(officer, at_pair(pair))
    assert at_pair(pair, "duplicate_keep_left") in shown
    assert at_pair(pair, "duplicate_keep_right") not in shown
    forced = officer.post(at_pair(pair, "duplicate_keep_right"), {"answer": ANSWER})
    assert "đi xa hơn" in forced.content.decode()


def test_not_the_same_is_remembered_with_its_reason(province, cast, officer, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    officer.post(at_pair(pair), {"do": "judge", "note": "Hai chị em họ"})
    shown = page(officer, at_pair(pair))
    assert "Đã nhớ: hai người khác nhau.</b> Hai chị em họ" in shown
    actions.find_duplicates(by=SYSTEM, at=at)
    assert "Xem lại từ đầu" in page(officer, at_pair(pair))
    officer.post(at_pair(pair), {"do": "reconsider"})
    assert "Anh, chị quyết định" in page(officer, at_pair(pair))


def test_a_merger_is_undone_from_its_page(province, cast, officer) -> None:
    kept, gone = two_exemplars(province, cast)
    pair = pair_of(kept, gone)
    officer.post(at_pair(pair, "duplicate_keep_left"))
    on_record = page(officer, reverse("desk:exemplar", args=[gone.code]))
    assert f'Đã gộp vào <a href="{reverse("desk:exemplar", args=[kept.code])}">' in on_record
    assert at_pair(pair) in on_record
    officer.post(at_pair(pair), {"do": "undo"})
    assert gone.merger() is None
    assert "Anh, chị quyết định" in page(officer, at_pair(pair))


def test_a_second_press_gets_the_reason(province, cast, officer, at) -> None:
    pair = pair_of(*two_exemplars(province, cast))
    officer.post(at_pair(pair, "duplicate_keep_left"))
    late = officer.post(at_pair(pair, "duplicate_keep_left"), follow=True)
    assert "Trần Minh Châu quyết định" in late.content.decode()
    judged = officer.post(at_pair(pair), {"do": "judge", "note": "Muộn rồi"})
    assert judged.status_code == 422
    assert "Muộn rồi" in judged.content.decode()
    assert "Trần Minh Châu đã quyết định cặp này lúc" in judged.content.decode()


def test_records_lead_to_their_pairs(province, cast, officer) -> None:
    made = world.exemplar(province, cast)
    opened = world.nomination(province, cast)
    told = world.lead(province, cast).lead
    pair = pair_of(opened, told)
    for name, key in (("lead", told.pk), ("nomination", opened.pk), ("exemplar", made.code)):
        shown = page(officer, reverse(f"desk:{name}", args=[key]))
        assert "So hai bên" in shown
    assert at_pair(pair) in page(officer, reverse("desk:lead", args=[told.pk]))


def test_the_worklist_counts_pairs_for_who_decides(province, cast, browse) -> None:
    pair_of(*two_exemplars(province, cast))
    assert "Xem 1 cặp có thể trùng" in page(browse(cast.officer), reverse("desk:work"))
    for who in (cast.verifier, cast.neighbour):
        assert "cặp có thể trùng" not in page(browse(who), reverse("desk:work"))

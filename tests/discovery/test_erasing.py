"""Erasing a person reaches what lists, old files, pairs and mergers still tell of them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.core import events
from lantoa.core.actors import SUBJECT, SYSTEM
from lantoa.core.models import AuditEvent, StoredFile
from lantoa.core.workflow import Refused
from lantoa.discovery import actions
from lantoa.discovery.models import DuplicatePair, ListFile, ListRow, ListUpload, OldFile
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Joining, Lead, Nomination, RightsRequest
from lantoa.registry.actions import ERASED
from lantoa.registry.models import Exemplar
from tests import world
from tests.core.test_sealed import in_the_database
from tests.discovery import test_old_files
from tests.discovery.pairs import ANSWER, pair_of
from tests.security.verbs.discovery import SENDERS

NAME, OTHER = "Tô Thị Xóa Sạch", "Lâm Văn Ở Lại"
DEED = "Hơn mười năm nấu cháo cho người nghèo nằm viện, không nhận đồng nào."
HEADINGS = "Họ và tên;Xã, phường;Việc tốt"


def left_of(*canaries: str) -> list[str]:
    """What the database still says of these, also inside JSON that is written in ASCII."""
    text = in_the_database()
    forms = {canary: (canary, json.dumps(canary)[1:-1]) for canary in canaries}
    return [
        text[max(0, text.find(form) - 300) :][:400]
        for canary, written in forms.items()
        for form in (*written, written[1].replace("\\", "\\\\"))
        if form in text
    ]


def listed(province, cast, at, *rows: str, name: str = "ds.csv") -> ListUpload:
    data = "\n".join([HEADINGS, *rows, ""]).encode()
    upload = actions.send(name=name, data=data, unit=province.unit, by=cast.officer, at=at)
    actions.open_file(upload=upload, at=at)
    while actions.check_portion(upload=upload, at=at):
        pass
    upload.refresh_from_db()
    return upload


def entered(upload: ListUpload, cast, at) -> ListUpload:
    actions.begin(upload=upload, by=cast.officer, at=at)
    while actions.import_portion(upload=upload, by=cast.officer, at=at, size=50):
        pass
    upload.refresh_from_db()
    return upload


def erased(exemplar: Exemplar, cast, at, run_tasks=None) -> RightsRequest:
    request = nominations.ask(
        exemplar=exemplar, kind="erase", identified="email", by=SUBJECT, at=at
    )
    nominations.accept_request(request=request, answer="Vâng.", by=cast.officer, at=at)
    nominations.erase(request=request, by=cast.approver, at=at)
    if run_tasks:
        run_tasks()
    return request


def test_rows_that_became_tips_of_the_person_and_their_original_go(
    province, cast, at, run_tasks
) -> None:
    upload = entered(
        listed(
            province, cast, at, f"{NAME};;{DEED}", f"{OTHER};;{DEED}",
            name="Danh sách bà Tô Thị Xóa Sạch.csv",
        ),
        cast, at,
    )  # fmt: skip
    made = world.exemplar(province, cast, name=NAME)
    lead = Lead.objects.get(who=NAME, channel="list")
    nominations.join(lead=lead, exemplar=made, answer=ANSWER, by=cast.officer, at=at)
    assert left_of(NAME, "Danh sách bà Tô Thị Xóa Sạch")
    request = erased(made, cast, at, run_tasks)
    mine, theirs = upload.rows.all()
    assert mine.cells == [ERASED, "", ""]
    assert (mine.facts, mine.key, mine.verdict, mine.lead) == ({}, "", "imported", lead)
    assert (theirs.cells, theirs.sheet) == ([OTHER, "", DEED], ERASED)
    assert not ListFile.objects.exists()
    upload.refresh_from_db()
    assert upload.name == ERASED
    assert not left_of(NAME, "to thi xoa sach", "Xóa Sạch")
    assert left_of(OTHER)
    request.refresh_from_db()
    assert request.erased_names == []
    kinds = [event.kind for event in events.history(upload)]
    assert kinds[-3:] == ["list.original_dropped", "list.rows_erased", "audit.values_forgotten"]
    assert list(events.broken_links()) == []


def test_rows_that_nobody_entered_yet_go_where_they_name_the_person_in_the_commune(
    province, cast, at, run_tasks
) -> None:
    rows = (
        f"Bà {NAME};;{DEED}",
        f"{NAME};{province.far_place.name};{DEED}",
        f"{NAME};;ngắn",
        f"{OTHER};;{DEED}",
    )
    upload = listed(province, cast, at, *rows)
    other = listed(province, cast, at, f"{OTHER};;{DEED}", name="khac.csv")
    made = world.exemplar(province, cast, name=NAME)
    erased(made, cast, at, run_tasks)
    found = [(row.cells[0], row.verdict) for row in upload.rows.all()]
    assert found == [
        (ERASED, "erased"), (NAME, "good"), (ERASED, "erased"), (OTHER, "good"),
    ]  # fmt: skip
    assert upload.rows.first().faults == []
    assert list(ListFile.objects.values_list("upload", flat=True)) == [other.pk]
    # Nothing of it is entered or written anew, and the rest goes on.
    row = upload.rows.first()
    with pytest.raises(Refused, match="đã được xóa theo yêu cầu"):
        actions.correct(row=row, cells=[NAME, "", DEED], seen=row.mark, by=cast.officer, at=at)
    entered(upload, cast, at)
    assert set(Lead.objects.filter(channel="list").values_list("who", "place")) == {
        (NAME, province.far_place.pk), (OTHER, province.place.pk),
    }  # fmt: skip


def test_the_list_page_shows_an_erased_row_without_a_way_to_mend_it(
    province, cast, at, run_tasks, browse
) -> None:
    upload = listed(province, cast, at, f"{NAME};;{DEED}", f"{OTHER};;ngắn")
    erased(world.exemplar(province, cast, name=NAME), cast, at, run_tasks)
    client = browse(cast.officer)
    page = client.get(reverse("desk:list_upload", args=[upload.pk]), {"xem": "tat-ca"})
    text = page.content.decode()
    assert ERASED in text
    assert "Đã xóa theo yêu cầu" in text
    assert reverse("desk:list_row", args=[upload.pk, 1]) not in text
    assert reverse("desk:list_row", args=[upload.pk, 2]) in text
    assert client.get(reverse("desk:list_row", args=[upload.pk, 1])).status_code == 302


def test_records_of_old_files_go_sent_or_not(province, cast, at, run_tasks, browse) -> None:
    place = province.place.name
    head = "STT,Họ và tên,Đơn vị,Xã,Thành tích\n"
    sent = test_old_files.read(
        province, cast, at, name=f"Khen thưởng bà {NAME}.csv",
        data=f"{head}1,{NAME},,{place},{DEED}\n2,{OTHER},,{place},{DEED}\n".encode(),
    )  # fmt: skip
    unsent = test_old_files.read(
        province, cast, at, name="Cũ.csv",
        data=f"{head}1,{OTHER},,{place},Một\n2,Bà {NAME},,{place},{DEED}\n".encode(),
    )  # fmt: skip
    far = test_old_files.read(
        province, cast, at, name="Xa.csv",
        data=f"{head}1,{NAME},,{province.far_place.name},{DEED}\n".encode(),
    )  # fmt: skip
    assert [record["name"] for record in sent.records] == [NAME, OTHER]
    lead, other = actions.send_old_file(
        old_file=sent, chosen=[0, 1], by=cast.province_officer, at=at
    ).made
    made = world.exemplar(province, cast, name=NAME)
    nominations.join(lead=lead, exemplar=made, answer=ANSWER, by=cast.province_officer, at=at)
    erased(made, cast, at, run_tasks)
    for old_file, names in ((sent, [ERASED, OTHER]), (unsent, [OTHER, ERASED]), (far, [NAME])):
        old_file.refresh_from_db()
        assert [record["name"] for record in old_file.records] == names
        is_kept = old_file == far
        assert (old_file.file is not None, bool(old_file.preview)) == (is_kept, is_kept)
    assert sent.records[0]["achievement"] == ""
    # The file and its sheet were called by her; what was sent on is still known.
    assert (sent.name, {record["sheet"] for record in sent.records}) == (ERASED, {ERASED})
    again = actions.send_old_file(old_file=sent, chosen=[0, 1], by=cast.province_officer, at=at)
    assert (again.earlier, again.made) == ([other], [])
    assert StoredFile.objects.filter(old_files__isnull=False).count() == 1
    assert StoredFile.objects.count() == 1
    again = actions.send_old_file(old_file=unsent, chosen=[0, 1], by=cast.province_officer, at=at)
    assert [lead.who for lead in again.made] == [OTHER]
    assert again.left == [(ERASED, ("Người này đã được xóa theo yêu cầu.",))]
    page = browse(cast.province_officer).get(reverse("desk:old_file", args=[unsent.pk]))
    assert 'name="dong"' not in page.content.decode()
    assert ERASED in page.content.decode()
    assert list(events.broken_links()) == []


def test_notes_on_pairs_go_and_nobody_is_asked_about_them_again(
    province, cast, at, run_tasks
) -> None:
    made = world.exemplar(province, cast, name=NAME)
    judged = pair_of(made, world.lead(province, cast, name=NAME).lead)
    actions.judge_different(
        pair=judged, note=f"{NAME} là chị của người kia.", by=cast.officer, at=at
    )
    waiting = pair_of(made, world.exemplar(province, cast, name=NAME))
    assert waiting.state == "waiting"
    erased(made, cast, at, run_tasks)
    judged.refresh_from_db()
    waiting.refresh_from_db()
    assert (judged.note, judged.state) == (ERASED, "not_the_same")
    assert waiting.state == "lapsed"
    actions.find_duplicates(by=SYSTEM, at=at)
    waiting.refresh_from_db()
    assert waiting.state == "lapsed"
    assert not DuplicatePair.objects.about("exemplar", made.pk).filter(state="waiting").exists()


def test_what_was_merged_into_the_person_goes_with_them_and_the_answers_kept_for_undoing(
    province, cast, at, run_tasks
) -> None:
    kept = world.consented(province, cast, name=NAME)
    gone = world.exemplar(province, cast, name=f"Bà {NAME}")
    file = world.nomination(province, cast, name=NAME)
    nominations.add_claim(nomination=file, statement=f"{NAME} dạy bơi.", by=cast.officer, at=at)
    tip, under = (world.lead(province, cast, name=NAME).lead for _ in range(2))
    actions.merge(pair=pair_of(kept, gone), keep="left", by=cast.officer, at=at)
    for inner, outer in ((under, tip), (tip, file), (file, kept)):
        Lead.objects.filter(pk__in=[under.pk, tip.pk]).update(answer=f"Chào người kể {NAME}")
        pair = pair_of(outer, inner)
        side = "left" if pair.left[1] == outer.pk or outer != tip else "right"
        actions.merge(pair=pair, keep=side, answer=f"{NAME} có rồi.", by=cast.officer, at=at)
    assert Joining.objects.count() == 3
    # Asked for at the record that was merged: it is the same person.
    erased(gone, cast, at, run_tasks)
    assert not left_of(NAME, "to thi xoa sach", "Chào người kể", "dạy bơi")
    assert set(Exemplar.objects.values_list("full_name", flat=True)) == {ERASED}
    assert set(Lead.objects.values_list("who", flat=True)) == {ERASED}
    assert set(Nomination.objects.values_list("full_name", flat=True)) == {ERASED}
    assert {joining.before["answer"] for joining in Joining.objects.all()} <= {"", ERASED}
    assert list(events.broken_links()) == []


def test_what_was_seen_and_said_when_it_was_checked_goes(province, cast, at, run_tasks) -> None:
    file = world.appraised(province, cast, name=NAME)
    Nomination.objects.filter(pk=file.pk).update(state="verifying")
    file.refresh_from_db()
    nominations.add_confirmation(
        claim=file.claims.first(), name="Ông Lương Cư Trú", role="trưởng thôn bên",
        words=f"{NAME} làm thật.", how="met", on=at.date(), by=cast.verifier, at=at,
    )  # fmt: skip
    nominations.add_visit(
        nomination=file, visited_at=at, place="Nhà số 9 ngõ Kín", seen=f"Thấy {NAME} ghi bảng.",
        photos=[_photo()], by=cast.verifier, at=at,
    )  # fmt: skip
    Nomination.objects.filter(pk=file.pk).update(state="appraised")
    made = nominations.recognise(nomination=Nomination.objects.get(), by=cast.approver, at=at)
    erased(made, cast, at, run_tasks)
    assert not left_of(NAME, "Lương Cư Trú", "trưởng thôn bên", "ngõ Kín", "ghi bảng")
    assert not StoredFile.objects.exists()


def _photo() -> SimpleUploadedFile:
    from io import BytesIO

    from PIL import Image

    body = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(body, "JPEG")
    return SimpleUploadedFile("anh.jpg", body.getvalue())


def test_it_runs_again_without_harm_and_only_after_erasing(province, cast, at, run_tasks) -> None:
    entered(listed(province, cast, at, f"{NAME};;{DEED}"), cast, at)
    made = world.exemplar(province, cast, name=NAME)
    lead = Lead.objects.get(who=NAME, channel="list")
    nominations.join(lead=lead, exemplar=made, answer=ANSWER, by=cast.officer, at=at)
    with pytest.raises(Refused, match="đã xóa theo yêu cầu"):
        actions.erase_person(exemplar=made, by=SYSTEM, at=at)
    assert ListRow.objects.get().cells[0] == NAME
    erased(made, cast, at, run_tasks)
    before, count = in_the_database(), AuditEvent.objects.count()
    assert actions.erase_person(exemplar=Exemplar.objects.get(), by=SYSTEM, at=at) == 0
    assert AuditEvent.objects.count() == count
    assert in_the_database() == before


def test_names_wait_sealed_for_the_search_and_only_the_platform_lets_them_go(
    province, cast, at
) -> None:
    made = world.exemplar(province, cast, name=NAME)
    request: Any = erased(made, cast, at)
    request.refresh_from_db()
    assert request.erased_names == [["to thi xoa sach", province.place.pk]]
    assert "to thi xoa sach" not in in_the_database()
    for name in SENDERS[:-1]:
        with pytest.raises(Refused):
            nominations.let_names_go(request=request, by=getattr(cast, name), at=at)
    assert RightsRequest.objects.get().erased_names
    assert OldFile.objects.count() == 0

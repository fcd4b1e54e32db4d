"""Taking leads: once, whole, with every reason, and without a trace of who told us."""

import json
import threading
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent, StoredFile
from lantoa.core.workflow import Refused
from lantoa.nominations import actions, queries
from lantoa.nominations.models import Lead, NominatorContact
from lantoa.registry.models import Exemplar
from tests import world

CANARY = actions.ContactDetails(
    name="Cao Thị Bí Mật", phone="0905 987 654", email="bimat@thu.example", relation="cháu ruột"
)
PDF = b"%PDF-1.7\n%%EOF\n"


def told(province: SimpleNamespace, **more: Any) -> dict[str, Any]:
    return {
        "who": "Bùi Thị Sương",
        "kind": "person",
        "place": province.place,
        "what": "Bà ghi lịch lấy nước lên bảng cho cả xóm.",
        "channel": "web",
        "by": PUBLIC,
        **more,
    }


def reasons(**more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        actions.submit(**more)
    return refused.value.reasons


def test_a_citizen_tells(province, cast, at) -> None:
    receipt = actions.submit(
        **told(province, contact=CANARY, links=["https://bao.example/bai"], at=at),
        files=[SimpleUploadedFile("giấy khen.pdf", PDF)],
        when_text="từ 2014",
        witnesses="Ông Cư, tổ trưởng",
    )
    lead = receipt.lead
    assert lead.number == "TB-2026-00001"
    assert lead.unit == province.unit
    assert lead.folded_who == "bui thi suong"
    assert lead.due_on == date(2026, 6, 17), "seven working days after Monday, 8/6"
    assert lead.entered_by is None
    assert lead.nominator.phone == "0905 987 654"
    assert [(a.link, a.file and a.file.name) for a in lead.attachments.order_by("pk")] == [
        ("", "giấy khen.pdf"),
        ("https://bao.example/bai", None),
    ]
    event = events.history(lead).get()
    assert (event.kind, event.actor_name, event.unit_id) == (
        "lead.submitted",
        "Người dân",
        province.unit.pk,
    )


def test_numbers_run_on_without_gaps_by_year(province, cast, at) -> None:
    numbers = [world.lead(province, cast, name=f"Người {n}").lead.number for n in range(3)]
    with pytest.raises(Refused):
        actions.submit(**told(province, who="", at=at))
    numbers.append(world.lead(province, cast, name="Sau đó").lead.number)
    last_year = world.lead(province, cast, at=at.replace(year=2025)).lead.number
    assert numbers == [f"TB-2026-{n:05d}" for n in (1, 2, 3, 4)]
    assert last_year == "TB-2025-00001"


def test_somebody_who_does_not_know_the_place_tells_the_province(province, cast, at) -> None:
    receipt = actions.submit(**told(province, place=province.root.admin_unit, at=at))
    assert receipt.lead.unit == province.root


def test_every_reason_comes_at_once(province, cast, at) -> None:
    found = reasons(
        **told(province, who=" ", kind="robot", what="Tốt bụng", at=at),
        when_text="x" * 201,
        links=["không phải", "javascript:alert(1)"],
        contact=actions.ContactDetails(phone="113", email="a@", name="x" * 201),
    )
    text = "\n".join(found)
    for words in (
        "Cho biết tên",
        "“từ bao giờ” dài quá 200",
        "một người, một tập thể",
        "thiếu ít nhất 12 chữ cái",
        "“không phải” không phải đường liên kết",
        "“javascript:alert(1)”",
        "từ 8 đến 15 chữ số",
        "ten@noi.vn",
        "Tên hoặc quan hệ",
    ):
        assert words in text
    assert not Lead.objects.exists()


def test_one_thing_wrong(province, cast, at) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"what": "x" * 10_001}, "10.000 chữ cái"),
        ({"links": ["https://a.example"] * 11}, "tối đa 10 đường"),
        ({"links": ["https://a.example/" + "x" * 500]}, "dài quá 500"),
        ({"files": [SimpleUploadedFile("a.txt", b"a")] * 7}, "tối đa 6 tệp"),
        ({"files": [SimpleUploadedFile("a.exe", b"MZ\0\0")]}, "“a.exe”"),
        ({"channel": "chim câu"}, "đến bằng cách nào"),
        ({"channel": "counter"}, "không có quyền"),
        ({"who": "x" * 201}, "Tên dài quá 200"),
    ]
    for more, words in wrong:
        assert words in " ".join(reasons(**told(province, at=at, **more)))
    assert not Lead.objects.exists()
    assert not StoredFile.objects.exists()


def test_texts_are_nfc_and_without_nul(province, cast, at) -> None:
    lead = actions.submit(**told(province, who="Bu\u0300i\0 Thi\u0323 Sương", at=at)).lead
    assert lead.who == "Bùi Thị Sương"


def test_who_may_enter_for_others(province, cast, at) -> None:
    may = {"officer", "verifier", "province_officer"}
    for name, person in vars(cast).items():
        given = told(province, by=person, channel="counter", at=at)
        if name in may:
            assert actions.submit(**given).lead.entered_by == person
        else:
            assert "không có quyền" in reasons(**given)[0], name


def test_only_an_officer_names_the_unit(province, cast, at) -> None:
    lead = actions.submit(**told(province, unit=province.root, at=at)).lead
    assert lead.unit == province.unit
    by_officer = told(province, unit=province.root, by=cast.province_officer, channel="list", at=at)
    assert actions.submit(**by_officer).lead.unit == province.root


def test_the_same_key_is_the_same_lead_and_code(province, cast, at) -> None:
    first = actions.submit(**told(province, at=at), idempotency_key="nút bấm hai lần" * 20)
    again = actions.submit(**told(province, at=at), idempotency_key="nút bấm hai lần" * 20)
    other = actions.submit(**told(province, at=at), idempotency_key="khác")
    assert (first.lead, first.code) == (again.lead, again.code)
    assert other.lead != first.lead
    assert Lead.objects.count() == 2
    assert AuditEvent.objects.filter(kind="lead.submitted").count() == 2
    assert queries.find_by_code(again.code) == first.lead


def test_two_presses_at_once_where_the_first_is_not_yet_seen(province, cast, at, monkeypatch):
    """The second request looked before the first was written: the constraint decides."""
    first = actions.submit(**told(province, at=at), idempotency_key="k")
    real = Lead.objects.filter
    blind = iter([Lead.objects.none()])
    monkeypatch.setattr(
        Lead.objects,
        "filter",
        lambda *a, **k: (
            next(blind, None) or real(*a, **k) if "idempotency_key" in k else real(*a, **k)
        ),
    )
    again = actions.submit(**told(province, at=at), idempotency_key="k")
    assert (again.lead, again.code) == (first.lead, first.code)
    assert Lead.objects.count() == 1


def at_once(count: int, key: Any, province: SimpleNamespace, at: Any) -> list[Any]:
    """Submit from many threads; `key` gives each its idempotency key."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database is in memory and has one connection")
    receipts: list[actions.LeadReceipt] = []

    def press(number: int) -> None:
        receipts.append(actions.submit(**told(province, at=at), idempotency_key=key(number)))
        connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == count
    return receipts


@pytest.mark.django_db(transaction=True)
def test_ten_presses_from_ten_threads_make_one_lead(transactional_db, province, cast, at) -> None:
    receipts = at_once(10, lambda number: "k", province, at)
    assert len({receipt.code for receipt in receipts}) == 1
    assert Lead.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_people_at_once_get_ten_numbers_in_a_row(transactional_db, province, cast, at) -> None:
    receipts = at_once(10, lambda number: f"k{number}", province, at)
    numbers = sorted(receipt.lead.number for receipt in receipts)
    assert numbers == [f"TB-2026-{number:05d}" for number in range(1, 11)]
    assert list(events.broken_links()) == []


def test_contact_details_stand_in_one_place_only(province, cast, at, capfd, caplog) -> None:
    receipt = actions.submit(**told(province, contact=CANARY, at=at))
    actions.screen(lead=receipt.lead, by=cast.officer, at=at)
    actions.decline_lead(lead=receipt.lead, answer="Gọi lại 0905 987 654", by=cast.officer, at=at)
    log = json.dumps(list(AuditEvent.objects.values()), default=str, ensure_ascii=False)
    written = log + caplog.text + "".join(capfd.readouterr()) + repr(CANARY) + repr(receipt)
    for secret in ("0905 987 654", "bimat", "Bí Mật", "cháu ruột", receipt.code):
        assert secret not in written
    assert list(events.broken_links()) == []
    NominatorContact.objects.all().delete()
    assert list(events.broken_links()) == [], "erasing contacts leaves the chain whole"


def test_nothing_is_kept_when_nothing_was_given(province, cast, at) -> None:
    actions.submit(**told(province, contact=actions.ContactDetails(), at=at))
    assert not NominatorContact.objects.exists()


def test_officers_see_leads_of_their_units_only(province, cast) -> None:
    lead = world.lead(province, cast).lead
    assert list(queries.open_leads(cast.officer)) == [lead]
    assert list(queries.find_leads(cast.province_officer, text="suong")) == [lead]
    assert list(queries.find_leads(cast.officer, text="00001", state="received")) == [lead]
    assert not queries.find_leads(cast.officer, state="declined").exists()
    for person in (cast.neighbour, cast.stranger, cast.editor):
        assert not queries.open_leads(person).exists()


@pytest.mark.parametrize("verb", ["screen", "accept", "join", "decline"])
def test_who_may_not_triage(province, cast, at, verb) -> None:
    lead = world.lead(province, cast).lead
    for name in set(vars(cast)) - {"officer", "province_officer"}:
        with pytest.raises(Refused, match="không có quyền"):
            triage(verb, lead, province, cast, getattr(cast, name), at)
        lead.refresh_from_db()
        assert lead.state == "received", name


def triage(verb: str, lead: Lead, province: Any, cast: Any, by: Any, at: Any) -> None:
    if verb == "screen":
        actions.screen(lead=lead, by=by, at=at)
    elif verb == "accept":
        actions.accept(lead=lead, sector=province.sector, deed="Ghi bảng", by=by, at=at)
    elif verb == "join":
        made = Exemplar.objects.first() or world.exemplar(province, cast, name="Đã có")
        actions.join(lead=lead, exemplar=made, answer="Đã thêm.", by=by, at=at)
    else:
        actions.decline_lead(lead=lead, answer="Chưa đi tiếp được.", by=by, at=at)


def test_a_lead_is_decided_once(province, cast, at) -> None:
    lead = world.lead(province, cast).lead
    actions.decline_lead(lead=lead, answer="Chưa đi tiếp được.", by=cast.officer, at=at)
    with pytest.raises(Refused, match="Không thể “Lập hồ sơ”"):
        triage("accept", lead, province, cast, cast.officer, at)
    assert lead.answer == "Chưa đi tiếp được."


def test_an_answer_is_owed(province, cast, at) -> None:
    lead = world.lead(province, cast).lead
    made = world.exemplar(province, cast, name="Đã có")
    with pytest.raises(Refused, match="người kể"):
        actions.decline_lead(lead=lead, answer=" ", by=cast.officer, at=at)
    with pytest.raises(Refused, match="người kể"):
        actions.join(lead=lead, exemplar=made, answer="", by=cast.officer, at=at)


def test_nothing_joins_a_revoked_file(province, cast, at) -> None:
    from lantoa.registry import actions as registry

    made = world.exemplar(province, cast, name="Đã có")
    registry.revoke(
        exemplar=made, legal_ground="QĐ 9", public_note="Đã sửa.", by=cast.approver, at=at
    )
    with pytest.raises(Refused, match="đã thu hồi"):
        actions.join(
            lead=world.lead(province, cast).lead, exemplar=made, answer="x", by=cast.officer, at=at
        )


def test_a_clearer_place_moves_the_file(province, cast, at) -> None:
    lead = actions.submit(**told(province, place=province.root.admin_unit, at=at)).lead
    opened = actions.accept(
        lead=lead,
        sector=province.sector,
        deed="Ghi bảng",
        place=province.neighbour_place,
        by=cast.province_officer,
        at=at,
    )
    assert opened.unit == province.neighbour_unit
    assert opened.full_name == "Bùi Thị Sương"


def test_the_platform_itself_may_not_tell(province, cast, at) -> None:
    assert "không có quyền" in reasons(**told(province, by=SYSTEM, at=at))[0]

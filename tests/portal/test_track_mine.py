"""Who told sees, by the code of the receipt, what is held of them, and has it erased."""

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.nominations.models import ComplainantContact, Lead, NominatorContact
from tests import world
from tests.core.test_sealed import in_the_database

ADDRESS = "/tra-cuu/cua-toi/"
NAME, PHONE = "Người Kể Kín Đáo", "0905 000 111"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def asked(code: str, step: str = ""):
    return Client().post(ADDRESS, {"code": code, "buoc": step})


@pytest.fixture
def receipt(province, cast):
    return world.lead(province, cast)


def test_the_code_shows_what_is_held_of_who_told_and_only_after_asking(receipt) -> None:
    status = text(Client().post("/tra-cuu/", {"code": receipt.code}))
    assert "Xem, xóa tên và cách liên lạc của tôi" in status
    assert NAME not in status
    held = asked(receipt.code.lower())
    assert held["Cache-Control"].startswith("max-age=0") or "no-store" in held["Cache-Control"]
    shown = text(held)
    assert NAME in shown
    assert shown.count(PHONE) == 1, "not at the foot, in place of the office's"
    assert "Cơ quan chủ quản: <strong>Ủy ban nhân dân" in shown
    assert "Xóa tên và cách liên lạc của tôi" in shown
    # Nothing of whom they told of, and the look is in the log without a word of it.
    assert world.NAME not in shown
    event = events.history(receipt.lead).last()
    assert (event.kind, event.actor_name, event.changes) == (
        "lead.contact_shown", "Người dân", {},
    )  # fmt: skip


def test_erasing_is_asked_once_more_then_done_and_later_looks_say_so(receipt, cast, browse) -> None:
    sure = text(asked(receipt.code, "xoa"))
    assert "Không lùi lại được" in sure
    assert PHONE not in sure
    assert events.history(receipt.lead).last().kind != "lead.contact_shown", "nothing was shown"
    assert NominatorContact.objects.count() == 1
    done = text(asked(receipt.code, "xoa-that"))
    assert "Đã xóa tên và cách liên lạc của bạn" in done
    assert not NominatorContact.objects.exists()
    assert NAME not in in_the_database()
    assert events.history(receipt.lead).last().kind == "lead.contact_erased"
    assert not list(events.broken_links())
    # What was told stays, and its answer is read by the code.
    lead = Lead.objects.get()
    assert lead.who == world.NAME
    assert "Đã nhận lời kể của bạn" in text(Client().post("/tra-cuu/", {"code": receipt.code}))
    assert "đã xóa theo yêu cầu" in text(asked(receipt.code))
    again = asked(receipt.code, "xoa-that")
    assert again.status_code == 422
    assert "đã được xóa ngày" in text(again)
    # The officer reads why there is nobody to call.
    page = text(browse(cast.officer).get(reverse("desk:lead", args=[lead.pk])))
    assert "đã xóa theo yêu cầu của người kể" in page
    assert "Xem liên hệ" not in page
    with pytest.raises(Refused, match="đã xóa theo yêu cầu của người kể ngày"):
        actions.see_nominator(lead=lead, by=cast.officer, at=world.AT)


def test_complaints_and_their_desk_page_too(province, cast, run_tasks, browse) -> None:
    story = world.published(province, cast, run_tasks).story
    made = actions.complain(
        subject=f"/guong/{story.slug}/", title=story.title, unit=story.exemplar.unit,
        reason="fact", text="Sổ hợp tác xã ghi 45 hộ chứ không phải 47 hộ.", by=PUBLIC,
        at=world.AT,
        contact=actions.ContactDetails(name="Người Báo Sai", phone="0905 222 333"),
    )  # fmt: skip
    assert "Người Báo Sai" in text(asked(made.code))
    assert "Đã xóa tên" in text(asked(made.code, "xoa-that"))
    assert not ComplainantContact.objects.exists()
    page = browse(cast.officer).get(reverse("desk:complaint", args=[made.complaint.pk]))
    assert "đã xóa theo yêu cầu của người phản ánh" in text(page)
    made.complaint.refresh_from_db()
    with pytest.raises(Refused, match="đã xóa theo yêu cầu"):
        actions.see_complainant(complaint=made.complaint, by=cast.officer, at=world.AT)


def test_a_wrong_code_shows_and_erases_nothing(receipt) -> None:
    count = AuditEvent.objects.count()
    for step in ("", "xoa", "xoa-that"):
        answer = asked("AAAAA-BBBBB", step)
        assert "Không có lời kể, phản ánh hay ý kiến nào với mã này" in text(answer)
        assert NAME not in text(answer)
    assert Client().get(ADDRESS)["Location"] == "/tra-cuu/"
    assert Client().post(ADDRESS)["Location"] == "/tra-cuu/"
    assert NominatorContact.objects.count() == 1
    assert AuditEvent.objects.count() == count


def test_who_left_nothing_reads_that_there_is_nothing(province) -> None:
    receipt = actions.submit(
        who="Bà Lê Thị Lặng", kind="person", place=province.place,
        what="Bà quét ngõ cho cả xóm mỗi sáng, mười năm nay không nghỉ ngày nào.",
        channel="web", by=PUBLIC, at=world.AT,
    )  # fmt: skip
    assert "Chúng tôi không giữ tên hay cách liên lạc nào của bạn" in text(asked(receipt.code))
    answer = asked(receipt.code, "xoa-that")
    assert answer.status_code == 422
    assert "không có gì để xóa" in text(answer)


def test_guessing_is_stopped(receipt) -> None:
    reader = Client()
    codes = [reader.post(ADDRESS, {"code": "sai"}).status_code for _ in range(25)]
    assert codes[-1] == 429
    assert reader.post("/tra-cuu/", {"code": "sai"}).status_code == 429


def test_no_officer_and_not_the_platform_may(receipt, cast) -> None:
    for who in (*vars(cast).values(), SYSTEM):
        for action in (actions.show_own_contact, actions.erase_own_contact):
            with pytest.raises(Refused, match="Chỉ người giữ mã"):
                action(code=receipt.code, by=who, at=world.AT)
    assert NominatorContact.objects.count() == 1

"""What people ask of the office about themselves: clocks, answers, who may; codes by e-mail."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SUBJECT, SYSTEM
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused
from lantoa.nominations import actions, queries
from lantoa.nominations.models import RightsCode, RightsRequest
from lantoa.publishing.models import Delivery, Publication
from lantoa.publishing.states import DeliveryState
from lantoa.registry import actions as registry
from tests import world

MAIL = "ba.suong@noi.example"


@pytest.fixture
def made(province, cast, at):
    made = world.exemplar(province, cast)
    registry.set_contact(
        exemplar=made, phone="0988 000 222", address="", email=MAIL, by=cast.officer, at=at
    )
    return made


@pytest.fixture
def ask(made, cast, at):
    def asked(kind="access", **more) -> RightsRequest:
        values = {"identified": "counter", "identity_note": "Căn cước", "by": cast.officer,
                  "at": at, **more}  # fmt: skip
        return actions.ask(exemplar=made, kind=kind, **values)

    return asked


def test_the_clocks_are_those_of_the_law(ask, at) -> None:
    """Monday 8/6/2026: two working days to answer, fifteen (or twenty) days to finish."""
    request = ask()
    assert request.number == "QT-2026-00001"
    assert (request.answer_due_on, request.finish_due_on) == (date(2026, 6, 10), date(2026, 6, 23))
    assert ask(is_shared=True).finish_due_on == date(2026, 6, 28)
    friday = ask(at=at + timedelta(days=4))
    assert friday.answer_due_on == date(2026, 6, 16)  # the weekend does not count
    tet = ask(at=at.replace(month=2, day=13))
    assert tet.answer_due_on > date(2026, 2, 20), "nor do Tết's days"


def test_answer_extend_finish(ask, cast, at) -> None:
    request = ask("restrict")
    assert request.due_on == request.answer_due_on
    with pytest.raises(Refused, match="Viết câu trả lời"):
        actions.accept_request(request=request, answer=" ", by=cast.officer, at=at)
    actions.accept_request(request=request, answer="Chúng tôi nhận làm.", by=cast.officer, at=at)
    due = request.finish_due_on
    assert request.due_on == due
    actions.extend(request=request, reason="Chờ bên in.", by=cast.officer, at=at)
    assert request.finish_due_on == due + timedelta(days=15)
    assert "Chờ bên in." in request.answer
    with pytest.raises(Refused, match="đã gia hạn một lần"):
        actions.extend(request=request, reason="Nữa.", by=cast.officer, at=at)
    actions.finish(request=request, by=cast.officer, at=at)
    assert request.due_on is None
    kinds = list(events.history(request).values_list("kind", flat=True))
    assert kinds == ["rights.asked", "rights.accept", "rights.extend", "rights.finish"]
    assert "Chúng tôi nhận làm" not in str([event.changes for event in events.history(request)])


def test_refusing_says_why(ask, cast, at) -> None:
    request = ask("correct", text="Tên tôi viết sai dấu, đúng là Sượng.")
    actions.refuse_request(request=request, answer="Tên đúng như giấy tờ.", by=cast.officer, at=at)
    assert (request.state, request.due_on) == ("refused", None)


@pytest.mark.parametrize("name", ["approver", "editor", "leader", "administrator", "verifier",
                                  "broadcaster", "neighbour", "stranger"])  # fmt: skip
def test_who_may_not(ask, cast, at, name) -> None:
    request, person = ask("erase"), getattr(cast, name)
    for act in (
        lambda: ask(by=person),
        lambda: actions.accept_request(request=request, answer="Vâng", by=person, at=at),
        lambda: actions.refuse_request(request=request, answer="Không", by=person, at=at),
        lambda: actions.hand_copy(exemplar=request.exemplar, by=person, at=at),
    ):
        with pytest.raises(Refused, match="không có quyền"):
            act()
    actions.accept_request(request=request, answer="Vâng", by=cast.officer, at=at)
    if name != "approver":
        with pytest.raises(Refused, match="không có quyền"):
            actions.erase(request=request, by=person, at=at)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": "bay"}, "Chọn điều muốn yêu cầu"),
        ({"kind": "correct", "text": "Sai"}, "chỗ nào chưa đúng"),
        ({"identity_note": ""}, "giấy tờ gì"),
        ({"identified": "email"}, "nhận ra bằng cách nào"),
        ({"by": SUBJECT}, "nhận ra bằng cách nào"),
        ({"text": "x" * 10_001}, "10.000"),
        ({"identity_note": "x" * 301}, "300"),
    ],
)
def test_what_a_request_needs(ask, more, words) -> None:
    with pytest.raises(Refused, match=words):
        ask(**more)
    assert not RightsRequest.objects.exists()


def test_a_withdrawal_works_at_once_and_reaches_every_delivery(
    province, cast, run_tasks, at
) -> None:
    publication = world.published(province, cast, run_tasks)
    request = actions.ask(
        exemplar=publication.exemplar, kind="withdraw", identified="email", channels=["print"],
        by=SUBJECT, at=at,
    )  # fmt: skip
    assert request.state == "accepted"
    assert "Đã rút lại ngay" in request.answer
    run_tasks()
    left = Delivery.objects.exclude(state=DeliveryState.WITHDRAWN)
    assert set(left.values_list("target__channel", flat=True)) == {"website", "feeds"}
    actions.ask(
        exemplar=publication.exemplar, kind="withdraw", identified="email", by=SUBJECT, at=at
    )
    assert not Publication.objects.public().exists(), "before any task has run"
    run_tasks()
    assert not Delivery.objects.exclude(state=DeliveryState.WITHDRAWN).exists()


def send(email, at, run_tasks, browser="trình duyệt"):
    mail.outbox.clear()
    code = actions.ask_code(email=email, browser=browser, by=PUBLIC, at=at)
    run_tasks()
    return code, [re.search(r"\d{6}", one.body)[0] for one in mail.outbox]


@pytest.fixture
def now():
    from lantoa.core import clock

    return clock.now()


def prove(code, digits, at, browser="trình duyệt"):
    return actions.prove(code_pk=code.pk, digits=digits, browser=browser, by=SUBJECT, at=at)


def test_a_code_goes_to_the_address_on_file_and_opens_once(made, run_tasks, now) -> None:
    code, digits = send(MAIL.upper(), now, run_tasks)
    assert mail.outbox[0].to == [MAIL.upper()]
    assert not queries.people_of_code(code.pk).exists(), "not before it was typed"
    prove(code, f" {digits[0][:3]} {digits[0][3:]}", now)
    assert list(queries.people_of_code(code.pk)) == [made]
    with pytest.raises(Refused, match="Mã không đúng"):
        prove(code, digits[0], now)
    kept = str(AuditEvent.objects.values_list("changes", flat=True))
    assert MAIL not in kept
    assert digits[0] not in kept


def test_an_unknown_address_gets_nothing_and_looks_the_same(made, run_tasks, now) -> None:
    known, _ = send(MAIL, now, run_tasks)
    unknown, digits = send("ai.do@noi.example", now, run_tasks)
    assert digits == []
    assert RightsCode.objects.count() == 2
    with pytest.raises(Refused) as first:
        prove(unknown, "123456", now)
    with pytest.raises(Refused) as second:
        prove(known, "no", now)
    assert first.value.reasons == second.value.reasons


def test_a_code_dies(made, run_tasks, now) -> None:
    code, digits = send(MAIL, now, run_tasks)
    wrong = f"{(int(digits[0]) + 1) % 10**6:06d}"
    for act in (
        lambda: prove(code, digits[0], now + timedelta(minutes=16)),
        lambda: prove(code, digits[0], now, browser="máy khác"),
        lambda: prove(code, wrong, now),
        lambda: prove(code, wrong, now),
        lambda: prove(code, "", now),
    ):
        with pytest.raises(Refused, match="Mã không đúng"):
            act()
    assert RightsCode.objects.get().tries == 5
    with pytest.raises(Refused, match="Mã không đúng"):
        prove(code, digits[0], now)


def test_an_address_gets_three_codes_an_hour(made, run_tasks, now) -> None:
    sent = [len(send(MAIL, now, run_tasks)[1]) for _ in range(5)]
    assert sent == [1, 1, 1, 0, 0]
    assert actions.sweep_codes(at=now + timedelta(days=2)) == 5


def test_sending_twice_leaves_one_code_that_works(made, run_tasks, now) -> None:
    code, first = send(MAIL, now, run_tasks)
    second = actions.draw_code(code=code, by=SYSTEM, at=now)
    assert second is not None
    if second != first[0]:
        with pytest.raises(Refused):
            prove(code, first[0], now)
    prove(code, second, now)

"""Plans: the seed, duties, progress, rights, deadlines."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lantoa.core import events
from lantoa.core.actors import SYSTEM
from lantoa.core.workflow import Refused
from lantoa.planning import actions, queries
from lantoa.planning.forms import AssignmentForm, FinishForm, ProgressForm
from lantoa.planning.models import Assignment, LegalDocument, Plan, Scheme


def give(province: SimpleNamespace, cast: SimpleNamespace, at: Any, **more: Any) -> Assignment:
    values = {
        "plan": province.plan, "number": "1.1", "group": "Tìm điển hình",
        "content": "Rà soát người tốt, việc tốt", "unit": province.unit,
        "supporting": [province.neighbour_unit, province.unit], "deadline": date(2026, 6, 30),
        "product": "Danh sách", "by": cast.province_officer, "at": at,
    }  # fmt: skip
    return actions.assign(**{**values, **more})


def test_the_seed_is_what_the_documents_say(province, at) -> None:
    plan = actions.load_plan_1068(by=SYSTEM, at=at)
    assert plan == province.plan and Plan.objects.count() == Scheme.objects.count() == 1
    assert plan.document.number == "1068/KH-UBND"
    assert plan.document.issued_on == date(2023, 3, 22)
    assert plan.document.issuer == "Ủy ban nhân dân tỉnh Ninh Thuận"
    assert plan.scheme.document.number == "1526/QĐ-TTg"
    assert plan.scheme.document.issued_on == date(2022, 12, 9)
    assert "Phạm Bình Minh" in plan.scheme.document.signed_by
    assert plan.unit == province.root and plan.slug == "ke-hoach-1068"
    assert (plan.period_start, plan.period_end) == (date(2023, 3, 22), date(2026, 12, 31))
    assert "Khánh Hòa" in plan.purpose and not plan.assignments.exists()
    assert {d.search_key for d in LegalDocument.objects.all()} == {"1068/kh-ubnd", "1526/qd-ttg"}


def test_a_duty_from_given_to_done(province, cast, at) -> None:
    duty = give(province, cast, at)
    assert list(duty.supporting.all()) == [province.neighbour_unit]  # the lead is no support
    assert duty.position == 1
    actions.report_progress(assignment=duty, progress=40, note="Họp 5 thôn", by=cast.officer, at=at)
    assert (duty.state, duty.progress) == ("doing", 40)
    actions.finish(assignment=duty, note="Danh sách gửi Sở", by=cast.officer, at=at)
    assert (duty.state, duty.progress) == ("done", 100)
    with pytest.raises(Refused, match="đã báo xong"):
        actions.report_progress(assignment=duty, progress=50, note="x", by=cast.officer, at=at)
    actions.reopen(assignment=duty, note="Thiếu 2 thôn", by=cast.province_officer, at=at)
    assert duty.state == "doing"
    assert [note.note for note in duty.notes.order_by("pk")] == [
        "Họp 5 thôn", "Danh sách gửi Sở", "Thiếu 2 thôn",
    ]  # fmt: skip
    assert [event.kind for event in events.history(duty)] == [
        "assignment.given", "assignment.begin", "assignment.progress_reported",
        "assignment.finish", "assignment.reopen",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["neighbour", "stranger", "editor", "leader", "verifier"])
def test_only_the_leading_unit_reports(province, cast, at, name: str) -> None:
    duty = give(province, cast, at)
    person = getattr(cast, name)
    for act in (
        lambda: actions.begin(assignment=duty, by=person, at=at),
        lambda: actions.report_progress(assignment=duty, progress=1, note="x", by=person, at=at),
        lambda: actions.finish(assignment=duty, note="x", by=person, at=at),
    ):
        with pytest.raises(Refused, match="quyền"):
            act()
    duty.refresh_from_db()
    assert (duty.state, duty.progress, duty.notes.count()) == ("open", 0, 0)


def test_only_who_manages_the_plan_gives_and_reopens(province, cast, at) -> None:
    with pytest.raises(Refused, match="quyền"):
        give(province, cast, at, by=cast.officer)
    duty = give(province, cast, at)
    actions.finish(assignment=duty, note="xong", by=cast.officer, at=at)
    with pytest.raises(Refused):
        actions.reopen(assignment=duty, note="", by=cast.neighbour, at=at)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"deadline": date(2027, 1, 1)}, "Thời hạn"),
        ({"deadline": date(2023, 3, 21)}, "Thời hạn"),
        ({"product": " "}, "sản phẩm"),
        ({"content": ""}, "nội dung"),
        ({"target": 5}, "chỉ tiêu"),
    ],
)
def test_a_duty_must_say(province, cast, at, facts: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        give(province, cast, at, **facts)


def test_a_number_stands_once(province, cast, at) -> None:
    give(province, cast, at)
    with pytest.raises(Refused, match=r"1\.1"):
        give(province, cast, at)


@pytest.mark.parametrize(("progress", "note"), [(-1, "x"), (101, "x"), (10, " ")])
def test_progress_is_a_share_with_words(province, cast, at, progress: int, note: str) -> None:
    duty = give(province, cast, at)
    with pytest.raises(Refused):
        actions.report_progress(
            assignment=duty, progress=progress, note=note, by=cast.officer, at=at
        )


def test_overdue_is_after_the_day_and_not_done(province, cast, at) -> None:
    duty = give(province, cast, at)
    on = duty.deadline
    assert not queries.overdue(province.plan, on=on).exists()
    assert list(queries.overdue(province.plan, on=on + timedelta(days=1))) == [duty]
    assert queries.is_late(duty, on + timedelta(days=1))
    actions.finish(assignment=duty, note="xong", by=cast.officer, at=at)
    assert not queries.overdue(province.plan, on=on + timedelta(days=1)).exists()


def test_groups_keep_the_order(province, cast, at, django_assert_num_queries) -> None:
    for number, group in (("1.1", "A"), ("1.2", "A"), ("2.1", "B")):
        give(province, cast, at, number=number, group=group)
    with django_assert_num_queries(3):
        found = queries.groups(queries.assignments(province.plan))
    assert [(g.name, [a.number for a in g.assignments]) for g in found] == [
        ("A", ["1.1", "1.2"]), ("B", ["2.1"]),
    ]  # fmt: skip


def test_documents_schemes_and_plans(province, cast, at) -> None:
    facts = {
        "kind": "Kế hoạch", "issuer": "UBND phường", "issued_on": date(2026, 1, 5),
        "abstract": "Kế hoạch năm", "at": at,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.enact_document(number="không số", by=cast.editor, **facts)
    assert len(refused.value.reasons) == 2
    document = actions.enact_document(number="12/KH-UBND", by=cast.officer, **facts)
    with pytest.raises(Refused, match="đã có"):
        actions.enact_document(number="12/KH-UBND", by=cast.officer, **facts)
    period = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
    with pytest.raises(Refused) as refused:
        actions.open_plan(
            slug="ke-hoach-1068", title="X", document=document, unit=province.far_unit,
            period_start=date(2026, 2, 1), period_end=date(2026, 1, 1), by=cast.officer, at=at,
        )  # fmt: skip
    assert len(refused.value.reasons) == 3
    plan = actions.open_plan(
        slug="phuong",
        title="X",
        document=document,
        unit=province.unit,
        by=cast.officer,
        at=at,
        **period,
    )
    assert plan in queries.plans()
    with pytest.raises(Refused):
        actions.open_scheme(
            slug="de-an-1526", title="X", document=document, by=cast.editor, at=at, **period
        )


def test_duties_are_seen_by_lead_support_and_the_plans_unit(province, cast, at) -> None:
    give(province, cast, at)
    people = (cast.officer, cast.neighbour, cast.leader, cast.stranger)
    assert [Assignment.objects.visible_to(p).count() for p in people] == [1, 1, 1, 0]


def test_forms(province, cast, at) -> None:
    assert not ProgressForm({"progress": "150", "note": "x"}).is_valid()
    assert ProgressForm({"progress": "50", "note": "x"}).is_valid()
    assert not FinishForm({"note": "  "}).is_valid()
    values = {
        "number": "3", "group": "G", "content": "C", "unit": province.unit.pk,
        "deadline": "30/6/2026", "product": "P", "target": "3",
    }  # fmt: skip
    form = AssignmentForm(province.plan, at.date(), values)
    assert list(form.errors) == ["indicator"]
    form = AssignmentForm(province.plan, at.date(), {**values, "indicator": "stories_published"})
    assert form.is_valid() and form.cleaned_data["deadline"] == date(2026, 6, 30)
    late = AssignmentForm(
        province.plan, at.date(), {**values, "target": "", "deadline": "2030-01-01"}
    )
    assert list(late.errors) == ["deadline"]

"""What waits for a person today, from the rows of every module, late work first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.discovery import queries as discovery
from lantoa.nominations.models import (
    Ballot,
    Complaint,
    Conflict,
    Lead,
    Nomination,
    Panel,
    PublicComment,
    RightsRequest,
)
from lantoa.nominations.models.comments import RUNNING
from lantoa.nominations.states import (
    CommentState,
    ComplaintState,
    LeadState,
    NominationState,
    OpinionState,
    PanelState,
    RightsKind,
    RightsState,
)
from lantoa.planning.models import Assignment
from lantoa.planning.states import AssignmentState
from lantoa.registry import queries as registry
from lantoa.registry import rules
from lantoa.registry.states import Verdict
from lantoa.replication.models import AdoptionResult
from lantoa.vietnamese import format_date, format_weekday

#: No list of one kind of work is longer than this on the page; the lists of records are.
AT_MOST = 200


@dataclass(frozen=True)
class Task:
    """One thing to do: a verb and a name, one line more, where, by when, and who is waited for."""

    title: str
    line: str
    address: str
    due_on: date | None
    waits_for: str = ""

    def when(self, today: date) -> str:
        """`late`, `today`, `week` (the next seven days) or `later` (also without a day)."""
        if self.due_on is None or (self.due_on - today).days > 7:
            return "later"
        if self.due_on < today:
            return "late"
        return "today" if self.due_on == today else "week"

    def tag(self, today: date) -> str:
        """The word in the margin: Quá 1 ngày, Hôm nay, Thứ Tư, 8/6/2026, Chưa hẹn."""
        if self.due_on is None:
            return "Chưa hẹn"
        if self.due_on < today:
            return f"Quá {(today - self.due_on).days} ngày"
        if self.due_on == today:
            return "Hôm nay"
        if (self.due_on - today).days < 7:
            return format_weekday(self.due_on)
        return format_date(self.due_on)


def tasks(user: User, today: date) -> list[Task]:
    """Everything that waits for `user` or that they wait for; by day, undated work last."""
    found = [
        *_leads(user),
        *_complaints(user),
        *_rights(user),
        *_nominations(user),
        *_duplicates(user),
        *_escalated(user),
        *_ballots(user),
        *_comments(user, today),
        *_consents(user, today),
        *_results(user),
        *_assignments(user),
    ]
    return sorted(found, key=lambda task: (task.due_on or date.max, task.title))


def _leads(user: User) -> Iterator[Task]:
    rows = Lead.objects.filter(
        unit__in=user.units_where("lead.triage"),
        state__in=[LeadState.RECEIVED, LeadState.SCREENING],
    ).select_related("place")
    for lead in rows.order_by("due_on")[:AT_MOST]:
        yield Task(
            f"Xem lời kể về {lead.who}",
            f"Nhận ngày {format_date(timezone.localdate(lead.received_at))}, {lead.place.name}. "
            f"{'Đang xem.' if lead.state == LeadState.SCREENING else 'Chưa ai nhận xem.'}",
            reverse("desk:lead", args=[lead.pk]),
            lead.due_on,
        )


def _complaints(user: User) -> Iterator[Task]:
    rows = Complaint.objects.filter(
        unit__in=user.units_where("complaint.answer"), state=ComplaintState.RECEIVED
    )
    for complaint in rows.order_by("due_on")[:AT_MOST]:
        yield Task(
            f"Trả lời phản ánh {complaint.number}",
            f"{complaint.get_reason_display()}: {complaint.title or 'về cổng'}.",
            reverse("desk:complaint", args=[complaint.pk]),
            complaint.due_on,
        )


def _duplicates(user: User) -> Iterator[Task]:
    if not user.may("duplicate.judge", None):
        return
    count = discovery.waiting_count(user)
    if count:
        yield Task(
            f"Xem {count} cặp có thể trùng",
            "Hai hồ sơ kể về cùng một người, hay hai người giống tên? Máy không tự gộp.",
            reverse("desk:duplicates") + "?buoc=waiting",
            None,
        )


def _rights(user: User) -> Iterator[Task]:
    rows = RightsRequest.objects.visible_to(user).filter(
        state__in=[RightsState.RECEIVED, RightsState.ACCEPTED]
    )
    for row in rows.select_related("exemplar", "unit").order_by("answer_due_on")[:AT_MOST]:
        answers, is_new = user.may("rights.answer", row.unit), row.state == RightsState.RECEIVED
        erases = not is_new and row.kind == RightsKind.ERASE
        mine = user.may("exemplar.erase", row.unit) if erases else answers
        if not (mine or answers):
            continue
        verb = "Trả lời" if is_new else "Xóa dữ liệu" if erases else "Làm xong"
        yield Task(
            f"{verb}: {row.get_kind_display().lower()}, {row.exemplar.full_name}",
            f"{row.number}, nhận ngày {format_date(timezone.localdate(row.received_at))}.",
            reverse("desk:rights_request", args=[row.pk]),
            row.due_on,
            "" if mine else "người phê duyệt",
        )


def _escalated(user: User) -> Iterator[Task]:
    """Late complaints, for who oversees and does not answer them."""
    rows = Complaint.objects.filter(
        unit__in=user.units_where("complaint.oversee"),
        escalated_at__isnull=False,
        state=ComplaintState.RECEIVED,
    ).exclude(unit__in=user.units_where("complaint.answer"))
    for complaint in rows.select_related("unit").order_by("due_on")[:AT_MOST]:
        yield Task(
            f"Nhắc trả lời phản ánh {complaint.number}",
            f"{complaint.unit.name} quá hạn trả lời: {complaint.title or 'về cổng'}.",
            reverse("desk:complaint", args=[complaint.pk]),
            complaint.due_on,
        )


def _ballots(user: User) -> Iterator[Task]:
    """Panels that vote now and wait for this member."""
    apart = Conflict.objects.filter(case=OuterRef("cases"), member__user=user)
    voted = Ballot.objects.filter(case=OuterRef("cases"), member__user=user)
    rows = Panel.objects.filter(state=PanelState.VOTING, members__user=user)
    rows = rows.filter(~Exists(apart), ~Exists(voted), cases__isnull=False).distinct()
    for panel in rows.order_by("meets_at", "pk")[:AT_MOST]:
        yield Task(
            f"Bỏ phiếu ở {panel.title}",
            f"Phiên họp {format_date(timezone.localdate(panel.meets_at))}, {panel.venue}.",
            reverse("desk:panel", args=[panel.pk]) + "#ho-so",
            timezone.localdate(panel.meets_at),
        )


def _comments(user: User, today: date) -> Iterator[Task]:
    """Opinions to answer, and notices whose day has come or gone by."""
    waiting = Count("opinions", filter=Q(opinions__state=OpinionState.RECEIVED))
    rows = PublicComment.objects.filter(
        Q(state__in=RUNNING) | Q(state=CommentState.PLANNED, starts_on__lte=today),
        unit__in=user.units_where("comment.answer"),
    ).annotate(waiting_count=waiting)
    for comment in rows.order_by("ends_on", "pk")[:AT_MOST]:
        address = reverse("desk:comment", args=[comment.pk])
        if comment.state == CommentState.PLANNED:
            line = "Đã tới ngày đăng mà chưa đăng được. Mở ra xem còn thiếu gì."
            yield Task(f"Đăng thông báo {comment.number}", line, address, comment.starts_on)
        elif count := comment.waiting_count:  # type: ignore[attr-defined]  # annotated
            line = f"{count} ý kiến về {comment.shown_name} chờ trả lời."
            yield Task(f"Trả lời ý kiến {comment.number}", line, address, comment.ends_on)


def _nominations(user: User) -> Iterator[Task]:
    open_states = [
        NominationState.OPENED,
        NominationState.VERIFYING,
        NominationState.VERIFIED,
        NominationState.APPRAISED,
    ]
    rows = (
        Nomination.objects.filter(
            Q(unit__in=user.units_where("nomination.open"))
            | Q(unit__in=user.units_where("nomination.recognise"))
            | Q(verifier=user),
            state__in=open_states,
        )
        .select_related("unit", "verifier", "lead")
        .annotate(
            claim_count=Count("claims"),
            open_count=Count("claims", filter=Q(claims__verdict=Verdict.OPEN)),
        )
    )
    for nomination in rows.order_by("due_on", "pk")[:AT_MOST]:
        task = _of_nomination(nomination, user)
        if task is not None:
            yield task


def _of_nomination(nomination: Nomination, user: User) -> Task | None:
    name, address = nomination.full_name, reverse("desk:nomination", args=[nomination.pk])
    is_officer = user.may("nomination.open", nomination.unit)
    is_approver = user.may("nomination.recognise", nomination.unit)
    if nomination.state == NominationState.OPENED:
        due = nomination.due_on or nomination.lead.due_on
        line = f"{nomination.deed}."
        return Task(f"Giao xác minh {name}", line, address, due) if is_officer else None
    if nomination.state == NominationState.VERIFYING:
        total, left = nomination.claim_count, nomination.open_count  # type: ignore[attr-defined]  # annotated
        line = f"{nomination.deed}. " + (
            f"Còn {left} trong {total} điều chưa có kết luận."
            if left
            else "Các điều đã có kết luận."
        )
        if nomination.verifier_id == user.pk:
            return Task(f"Xác minh {name}", line, address, nomination.due_on)
        who = nomination.verifier.full_name if nomination.verifier else "người xác minh"
        return Task(f"Chờ xác minh {name}", line, address, nomination.due_on, who)
    if nomination.state == NominationState.VERIFIED:
        line = f"{nomination.deed}. Đã đủ căn cứ, cần ý kiến thẩm định."
        if user.may("nomination.appraise", nomination.unit):
            return Task(f"Thẩm định {name}", line, address, None)
        return Task(f"Chờ thẩm định {name}", line, address, None, "cán bộ phụ trách")
    line = f"{nomination.deed}."
    if is_approver and user.pk not in {nomination.opened_by_id, nomination.verifier_id}:
        return Task(f"Quyết định công nhận {name}", line, address, None)
    return Task(f"Chờ quyết định về {name}", line, address, None, "người phê duyệt")


def _consents(user: User, today: date) -> Iterator[Task]:
    rows = registry.unagreed(today).unmerged().filter(unit__in=user.units_where("consent.record"))
    for exemplar in rows.order_by("recognised_on", "pk")[:AT_MOST]:
        voices = rules.voices(exemplar, today)
        line = f"Công nhận ngày {format_date(exemplar.recognised_on)}, chưa đủ sự đồng ý."
        if rules.GUARDIAN in voices:
            line = "Trẻ em: cần chữ ký của cha, mẹ hoặc người giám hộ."
        elif rules.RELATIVE in voices:
            line = "Người đã mất: cần sự đồng ý của người thân."
        yield Task(
            f"Xin phép nêu tên {exemplar.full_name}",
            line,
            reverse("desk:exemplar", args=[exemplar.code]) + "#dong-y",
            None,
        )


def _results(user: User) -> Iterator[Task]:
    rows = (
        AdoptionResult.objects.filter(
            adoption__unit__in=user.units_where("adoption.confirm"), confirmed_at__isnull=True
        )
        .exclude(reported_by=user)
        .select_related("adoption__practice")
    )
    for result in rows.order_by("reported_at")[:AT_MOST]:
        yield Task(
            f"Xác nhận kết quả ở {result.adoption.adopter}",
            f"{result.adoption.practice.title}. {result.statement}",
            reverse("desk:adoption", args=[result.adoption_id]),
            None,
        )


def _assignments(user: User) -> Iterator[Task]:
    rows = (
        Assignment.objects.filter(unit__in=user.units_where("plan.progress"))
        .exclude(state=AssignmentState.DONE)
        .select_related("unit", "plan")
    )
    for assignment in rows.order_by("deadline")[:AT_MOST]:
        yield Task(
            f"Nhiệm vụ {assignment.number}: {assignment.product}",
            f"{assignment.unit.short_name} chủ trì, đã được {assignment.progress}%.",
            reverse("desk:assignment", args=[assignment.pk]),
            assignment.deadline,
        )

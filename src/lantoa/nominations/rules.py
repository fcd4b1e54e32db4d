"""What stands against a step of a nomination: plain functions that give a sentence or None."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from lantoa.core import events, workdays
from lantoa.core.actors import Actor
from lantoa.registry import rules as registry
from lantoa.registry.states import Verdict
from lantoa.vietnamese import fold, format_date, match_key

if TYPE_CHECKING:
    from lantoa.nominations.models import (
        Lead,
        Nomination,
        Panel,
        PublicComment,
        ReviewRule,
        RightsRequest,
    )
    from lantoa.places.models import OrgUnit

SUPPORTED = (Verdict.TRUE, Verdict.PARTLY)
#: Shortest account of a deed, in characters.
MIN_WHAT = 20
#: Longest account, in characters.
MAX_TEXT = 10_000
MAX_FILES = 6
MAX_LINKS = 10
#: Working days in which who told us is answered.
ANSWER_DAYS = 7
#: Working days in which a reader who found something wrong is answered.
COMPLAINT_DAYS = 5
# Words of address before a name ("bà Tám bán xôi"); with marks, for "Chu" is a surname.
_ADDRESS = frozenset(
    ["ông", "bà", "cô", "chú", "anh", "chị", "em", "bác", "thầy", "cụ", "dì", "cậu", "mẹ", "má"]
)
_PHONE = re.compile(r"\+?[0-9 .()-]{8,40}")
# Steps by which nobody becomes an author of the file.
_NOT_AUTHORING = (
    "nomination.send_back", "nomination.decline", "nomination.recognise", "nomination.merge",
    "nomination.took_in",
)  # fmt: skip


def working_days_after(day: date, n: int) -> date:
    """The n-th (n >= 1) working day after `day` by the usual calendar of Vietnam."""
    return workdays.nth(day, n, {})


def is_phone(text: str) -> bool:
    """Whether `text` can be dialled: 8 to 15 digits, with blanks, dots, hyphens, +, brackets."""
    return bool(_PHONE.fullmatch(text.strip())) and 8 <= sum(c.isdigit() for c in text) <= 15


def matching_name(who: str) -> str:
    """The folded name by which people are compared: 'Bà Võ Thị Lài' gives 'vo thi lai'."""
    first, _, rest = match_key(who).partition(" ")
    return fold(rest if rest and first in _ADDRESS else who)[:200]


def has_claims(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """A file without a checkable sentence cannot be verified."""
    if nomination.claims.exists():
        return None
    return "Hồ sơ chưa có điều nào để xác minh. Viết ít nhất một điều cụ thể."


def has_verifier(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """Somebody with the right to verify must have been named."""
    verifier = nomination.verifier
    if verifier is None:
        return "Chưa chọn người xác minh."
    if not verifier.may("nomination.verify", nomination.unit):
        return f"{verifier.full_name} không có quyền xác minh ở đơn vị này. Chọn người khác."
    return None


def every_claim_judged(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """Each claim needs a verdict, also "unclear"."""
    waiting = [str(c.position) for c in nomination.claims.filter(verdict=Verdict.OPEN)]
    if not waiting:
        return None
    return f"Điều {', '.join(waiting)} chưa có kết luận."


def true_claims_supported(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """A claim called true needs evidence and a confirmer with a day."""
    claims = nomination.claims.filter(verdict__in=SUPPORTED)
    bare = [
        str(claim.position)
        for claim in claims.prefetch_related("evidence", "confirmations")
        if not claim.evidence.all()
        or not (claim.confirmations.all() or (claim.confirmed_by and claim.confirmed_on))
    ]
    if not bare:
        return None
    return (
        f"Điều {', '.join(bare)} chưa có đủ căn cứ. Thêm giấy tờ hoặc ảnh, "
        "tên người xác nhận và ngày xác nhận, hoặc đổi kết luận thành “Chưa rõ”."
    )


def something_is_true(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """At least one claim must hold."""
    if nomination.claims.filter(verdict__in=SUPPORTED).exists():
        return None
    return "Chưa có điều nào được xác nhận là đúng."


def approver_is_another(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """The approver is never the author of the file or appraisal, nor the verifier; nor of a
    file that was merged into it, whose claims it holds.
    """
    under = nomination.mergers.filter(undone_at__isnull=True, gone_nomination__isnull=False)
    files = [nomination, *(merger.gone_nomination for merger in under if merger.gone_nomination)]
    involved = {person for file in files for person in _authors(file)}
    if by.pk is not None and by.pk not in involved:
        return None
    return "Người phê duyệt phải khác người lập, người xác minh và người thẩm định hồ sơ này."


def _authors(file: "Nomination") -> "Iterator[int | None]":
    yield from (file.opened_by_id, file.verifier_id, file.concluded_by_id)
    yield file.lead.entered_by_id
    yield from file.appraisals.values_list("author_id", flat=True)
    yield from file.claims.values_list("judged_by_id", flat=True)
    yield from file.claims.values_list("evidence__added_by_id", flat=True)
    # Who wrote and was later written over is in the log only.
    done = events.history(file).exclude(kind__in=_NOT_AUTHORING)
    yield from done.values_list("actor_id", flat=True)


def was_merged(record: "Lead | Nomination", by: Actor, at: datetime) -> str | None:
    """Only a record that a merger closed comes back by undoing it."""
    if record.merged.filter(undone_at__isnull=True).exists():
        return None
    return "Hồ sơ này không có lần gộp nào để tách ra."


def appraisal_recommends(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """The newest appraisal must propose recognition."""
    newest = nomination.appraisals.order_by("-at", "-pk").first()
    if newest is not None and newest.recommends:
        return None
    return "Ý kiến thẩm định mới nhất chưa đề nghị công nhận."


def not_extended_yet(request: "RightsRequest", by: Actor, at: datetime) -> str | None:
    """The time to finish is lengthened once only (Decree 356/2025)."""
    return "Yêu cầu này đã gia hạn một lần; không gia hạn nữa." if request.is_extended else None


def erased_before_done(request: "RightsRequest", by: Actor, at: datetime) -> str | None:
    """What asks for erasing is done by erasing, not by saying so."""
    if request.kind != "erase":
        return None
    return "Yêu cầu xóa chỉ xong khi người phê duyệt bấm xóa dữ liệu."


def asks_to_erase(request: "RightsRequest", by: Actor, at: datetime) -> str | None:
    """Nothing is erased that nobody asked to erase."""
    return None if request.kind == "erase" else "Yêu cầu này không xin xóa dữ liệu."


def eraser_is_another(request: "RightsRequest", by: Actor, at: datetime) -> str | None:
    """Two people: who answered and who entered the request do not erase."""
    if by.pk is not None and by.pk not in {request.answered_by_id, request.entered_by_id}:
        return None
    return "Người xóa phải khác người nhận và người trả lời yêu cầu."


def criteria_answered(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """Every line of the set by which the file is judged needs an answer, and its number."""
    if nomination.criteria_set is None:
        return None
    given = {answer.criterion_id: answer for answer in nomination.criterion_answers.all()}
    missing = [
        str(line.position)
        for line in nomination.criteria_set.criteria.all()
        if line.pk not in given
        or (line.asks_number and given[line.pk].verdict != "no" and not given[line.pk].number)
    ]
    if not missing:
        return None
    return f"Tiêu chí {', '.join(missing)} chưa trả lời, hoặc còn thiếu con số."


def must_criteria_met(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """A line that must be met and is not stands against recognition."""
    failed = nomination.criterion_answers.filter(criterion__kind="must", verdict="no")
    positions = [str(n) for n in failed.values_list("criterion__position", flat=True).order_by()]
    if not positions:
        return None
    return f"Tiêu chí bắt buộc {', '.join(sorted(positions, key=int))} chưa đạt."


def flags_answered(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """What a careful reader would ask about must have an answer; which one is left to people."""
    count = nomination.flags.filter(answer="").count()
    if not count:
        return None
    return f"Còn {count} chỗ cần để ý chưa trả lời. Xem từng chỗ, chọn đã sửa hay giữ nguyên."


def review_rule(unit: "OrgUnit", standing: str, on: date) -> "ReviewRule | None":
    """What `unit` asks for before it recognises at `standing`, on the day `on`; None for nothing.

    The nearest unit upward with a rule goes first, in it a rule for just this standing, of
    those the newest.
    """
    paths = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    # By the relation, for models lie above rules.
    rows = unit.review_rules.model._default_manager.filter(
        unit__path__in=paths, standing__in=("", standing), valid_from__lte=on
    ).exclude(valid_to__lt=on)
    found = rows.select_related("unit").order_by("-unit__path", "-standing", "-valid_from", "-pk")
    rule: ReviewRule | None = found.first()
    return rule


def panel_agreed(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """Where the rule asks for a panel, the newest vote since the verification must have passed."""
    rule = _rule_of(nomination, at)
    return _without_vote(nomination) if rule is not None and rule.needs_panel else None


def panel_reason(nomination: "Nomination", standing: str, on: date) -> str | None:
    """The same, for a standing that is only about to be proposed."""
    rule = review_rule(nomination.unit, standing, on)
    return _without_vote(nomination) if rule is not None and rule.needs_panel else None


def _without_vote(nomination: "Nomination") -> str | None:
    if nomination.concluded_at is None:
        return "Hội đồng chỉ xét hồ sơ đã xác minh xong."
    voted = nomination.panel_cases.filter(
        panel__state="concluded", panel__concluded_at__gte=nomination.concluded_at
    )
    newest = voted.order_by("-panel__concluded_at", "-pk").first()
    if newest is None:
        return "Quy định của đơn vị đòi hội đồng xét và bỏ phiếu; hồ sơ chưa qua hội đồng."
    return None if newest.has_passed else f"Hội đồng chưa đồng ý: {newest.result}"


def public_was_asked(nomination: "Nomination", by: Actor, at: datetime) -> str | None:
    """No decision while the public is being asked; none without asking where the rule asks."""
    running = nomination.comments.filter(state__in=("open", "extended")).first()
    if running is not None:
        return (
            f"Đang lấy ý kiến nhân dân tới hết ngày {format_date(running.ends_on)} "
            f"({running.number}). Trả lời hết ý kiến, kết thúc rồi mới quyết định."
        )
    rule = _rule_of(nomination, at)
    if rule is None or not rule.needs_comment or nomination.concluded_at is None:
        return None
    closed = nomination.comments.filter(state="closed", closed_at__gte=nomination.concluded_at)
    if closed.exists():
        return None
    return "Quy định của đơn vị đòi lấy ý kiến nhân dân; hồ sơ chưa lấy ý kiến xong."


def _rule_of(nomination: "Nomination", at: datetime) -> "ReviewRule | None":
    newest = nomination.appraisals.order_by("-at", "-pk").first()
    if newest is None:
        return None
    return review_rule(nomination.unit, newest.standing, timezone.localdate(at))


def panel_is_complete(panel: "Panel", by: Actor, at: datetime) -> str | None:
    """A panel needs three people, one of them the chair and one the secretary."""
    roles = list(panel.members.values_list("role", flat=True))
    if len(roles) >= 3 and "chair" in roles and "secretary" in roles:
        return None
    return "Hội đồng cần ít nhất ba người, trong đó có chủ tọa và thư ký."


def cases_wait_for_a_vote(panel: "Panel", by: Actor, at: datetime) -> str | None:
    """Only files that are verified and not yet decided are voted on."""
    cases = list(panel.cases.select_related("nomination"))
    if not cases:
        return "Chưa đưa hồ sơ nào ra hội đồng."
    wrong = [c.nomination.full_name for c in cases if c.nomination.state not in _VOTABLE]
    if not wrong:
        return None
    return f"{', '.join(wrong)}: hồ sơ chưa xác minh xong hoặc đã có quyết định. Bỏ ra khỏi phiên."


_VOTABLE = ("verified", "appraised")


def quorum_is_there(panel: "Panel", by: Actor, at: datetime) -> str | None:
    """Enough members must be present; paper ballots of the absent count as votes, not here."""
    absences = list(panel.members.values_list("is_absent", flat=True))
    present, total = absences.count(False), len(absences)
    if present * 100 >= panel.quorum_percent * total:
        return None
    share = f"{panel.quorum_percent.normalize():f}".replace(".", ",")
    return f"Có mặt {present} trong {total} thành viên, chưa đủ {share}%. Họp lại buổi khác."


def present_have_voted(panel: "Panel", by: Actor, at: datetime) -> str | None:
    """Whoever is present and may vote must have voted, be it blank."""
    owing = set()
    for case in panel.cases.prefetch_related("ballots", "conflicts"):
        done = {ballot.member_id for ballot in case.ballots.all()}
        done |= {conflict.member_id for conflict in case.conflicts.all()}
        present = panel.members.filter(is_absent=False).exclude(pk__in=done)
        owing |= set(present.values_list("name", flat=True))
    if not owing:
        return None
    return f"Chưa bỏ phiếu: {', '.join(sorted(owing))}. Ai vắng thì ghi là vắng."


def notice_day_has_come(comment: "PublicComment", by: Actor, at: datetime) -> str | None:
    """A notice is not put up before its day."""
    if timezone.localdate(at) >= comment.starts_on:
        return None
    return f"Thông báo hẹn đăng ngày {format_date(comment.starts_on)}."


def may_be_shown(comment: "PublicComment", by: Actor, at: datetime) -> str | None:
    """The ground for showing a name must be written; a child's is its own and the guardian's
    consent (Law on Children 102/2016/QH13, Article 21), never a duty of the office.
    """
    if not comment.basis_note:
        return "Ghi phiếu đồng ý lưu ở đâu, hoặc số văn bản cho phép công khai."
    is_child = registry.is_minor(cast(Any, comment.nomination), timezone.localdate(at))
    if not is_child or (comment.basis == "consent" and comment.guardian_note):
        return None
    return (
        "Người được xét chưa đủ 16 tuổi: chỉ đăng khi có phiếu đồng ý của chính em và của cha, "
        "mẹ hoặc người giám hộ."
    )


def file_waits_for_comment(comment: "PublicComment", by: Actor, at: datetime) -> str | None:
    """The public is asked between the verification and the decision."""
    if comment.nomination.state in _VOTABLE:
        return None
    return "Chỉ lấy ý kiến khi hồ sơ đã xác minh xong và chưa có quyết định."


def period_is_over(comment: "PublicComment", by: Actor, at: datetime) -> str | None:
    """The last day counts in full."""
    if timezone.localdate(at) > comment.ends_on:
        return None
    return f"Còn lấy ý kiến tới hết ngày {format_date(comment.ends_on)}."


def opinions_answered(comment: "PublicComment", by: Actor, at: datetime) -> str | None:
    """Everybody who said something is answered before the end."""
    count = comment.opinions.filter(state="received").count()
    if not count:
        return None
    return f"Còn {count} ý kiến chưa trả lời. Trả lời từng ý kiến rồi mới kết thúc."

"""What stands against a step of a nomination: plain functions that give a sentence or None."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import holidays

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.registry.states import Verdict
from lantoa.vietnamese import fold, match_key

if TYPE_CHECKING:
    from lantoa.nominations.models import Lead, Nomination, RightsRequest

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
    """The n-th (n >= 1) working day after `day`: Monday to Friday without Vietnam's holidays.

    Lunar holidays, days off in lieu and Saturdays worked in exchange are those of `holidays`.
    """
    later: date = _calendar(day.year).get_nth_working_day(day, n)
    return later


@lru_cache(maxsize=16)
def _calendar(year: int) -> Any:
    # Two years, so that nothing is added later by threads that share it.
    return holidays.country_holidays("VN", years=(year, year + 1), expand=False)


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
    bare = [
        str(claim.position)
        for claim in nomination.claims.filter(verdict__in=SUPPORTED).prefetch_related("evidence")
        if not claim.evidence.all() or not claim.confirmed_by or claim.confirmed_on is None
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

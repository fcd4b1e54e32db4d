"""Writing a nomination's file: facts, claims, evidence, verdicts."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.nominations.actions.flags import keep_prints, refresh_flags
from lantoa.nominations.models import Claim, ClaimEvidence, Nomination
from lantoa.nominations.states import NominationState
from lantoa.registry import queries as registry
from lantoa.registry.states import ExemplarKind, Verdict
from lantoa.vietnamese import nfc

#: What may be said of a nominee.
FACTS = frozenset(
    {
        "kind", "full_name", "birth_year", "is_minor", "gender", "ethnicity", "occupation",
        "organisation", "deed", "summary", "unclear", "sector", "place",
    }
)  # fmt: skip
_REQUIRED = {"full_name": "Chưa có tên.", "deed": "Chưa viết việc đã làm."}
_OPEN = (NominationState.OPENED, NominationState.VERIFYING)
_is_link = URLValidator(schemes=["http", "https"])


def checked_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts with their texts in NFC and without blanks around. Raises TypeError on an unknown
    name and Refused, with all reasons, on what the fields cannot hold.
    """
    strange = set(facts) - FACTS
    if strange:
        raise TypeError(f"not facts of a nomination: {', '.join(sorted(strange))}")
    values: dict[str, Any] = {
        name: nfc(value).replace("\0", "").strip() if isinstance(value, str) else value
        for name, value in facts.items()
    }
    reasons = [text for name, text in _REQUIRED.items() if name in values and not values[name]]
    for name, value in values.items():
        field = Nomination._meta.get_field(name)
        longest = getattr(field, "max_length", None)
        if isinstance(value, str) and longest and len(value) > longest:
            label = getattr(field, "verbose_name", name)
            reasons.append(f"Phần “{label}” dài quá {longest} chữ cái. Viết ngắn lại.")
    if "kind" in values and values["kind"] not in ExemplarKind.values:
        reasons.append("Chọn một người, một tập thể hay một gia đình.")
    year = values.get("birth_year")
    if year is not None and not 1880 <= year <= 2199:
        reasons.append("Năm sinh cần đủ bốn chữ số, ví dụ 1968.")
    if reasons:
        raise Refused(reasons)
    return values


@transaction.atomic
def describe(*, nomination: Nomination, by: Actor, at: datetime, **facts: Any) -> Nomination:
    """Change facts of an open file; only what differs is written and recorded."""
    values = checked_facts(facts)
    _require_open(nomination, by)
    old = {name: getattr(nomination, name) for name in values}
    changed = {name: value for name, value in values.items() if value != old[name]}
    if not changed:
        return nomination
    for name, value in changed.items():
        setattr(nomination, name, value)
    nomination.save(update_fields=list(changed))
    changes = {name: [old[name], value] for name, value in changed.items()}
    if "summary" in changed:
        keep_prints(nomination.lead, nomination.summary, is_summary=True)
    if "sector" in changed and nomination.state == NominationState.VERIFYING:
        _judge_by_other_criteria(nomination, at)
    _record("described", nomination, by, at, changes)
    refresh_flags(nomination=nomination, by=by, at=at)
    return nomination


def _judge_by_other_criteria(nomination: Nomination, at: datetime) -> None:
    """Another sector has other criteria: what was answered to the former ones is void."""
    day = timezone.localdate(at)
    fitting = registry.criteria_for(nomination.sector, nomination.unit, day)
    if fitting != nomination.criteria_set:
        nomination.criterion_answers.all().delete()
        nomination.criteria_set = fitting
        nomination.save(update_fields=["criteria_set"])


@transaction.atomic
def add_claim(*, nomination: Nomination, statement: str, by: Actor, at: datetime) -> Claim:
    """Add a checkable sentence to an open file."""
    _require_open(nomination, by)
    text = nfc(statement).strip()
    if not text:
        raise Refused(["Viết một điều cụ thể để xác minh: con số, ngày, nơi, hay việc thấy được."])
    highest = nomination.claims.aggregate(highest=Max("position"))["highest"] or 0
    claim = Claim.objects.create(nomination=nomination, position=highest + 1, statement=text)
    changes = {"position": claim.position, "statement": text}
    _record("claim_added", nomination, by, at, changes)
    refresh_flags(nomination=nomination, by=by, at=at)
    return claim


@transaction.atomic
def remove_claim(*, claim: Claim, by: Actor, at: datetime) -> None:
    """Take a claim out of an open file, with its evidence. What it said stays in the log."""
    nomination = claim.nomination
    _require_open(nomination, by)
    stored = [piece.file for piece in claim.evidence.select_related("file") if piece.file]
    changes = {"position": claim.position, "statement": claim.statement}
    claim.delete()
    for file in stored:
        files.discard(file)
    _record("claim_removed", nomination, by, at, changes)
    refresh_flags(nomination=nomination, by=by, at=at)


@transaction.atomic
def add_evidence(
    *,
    claim: Claim,
    description: str,
    by: Actor,
    at: datetime,
    link: str = "",
    upload: "UploadedFile[Any] | None" = None,
) -> ClaimEvidence:
    """Add what bears on a claim: words for a paper seen, with a link or a file where there is
    one. Raises Refused, FileRefused among it.
    """
    _require_open(claim.nomination, by)
    text, link = nfc(description).strip(), link.strip()
    reasons = []
    if not text:
        reasons.append("Viết đây là giấy tờ, ảnh hay sổ gì, ai giữ.")
    if len(text) > 300:
        reasons.append("Phần mô tả căn cứ dài quá 300 chữ cái. Viết ngắn lại.")
    if link and not _is_web_link(link):
        reasons.append("Đường liên kết cần bắt đầu bằng https:// và không quá 500 chữ cái.")
    if reasons:
        raise Refused(reasons)
    piece = ClaimEvidence.objects.create(
        claim=claim,
        description=text,
        link=link,
        file=files.store(upload, at=at) if upload else None,
        added_by_id=by.pk,
        added_at=at,
    )
    changes = {"position": claim.position, "description": text, "file": piece.file}
    _record("evidence_added", claim.nomination, by, at, changes)
    refresh_flags(nomination=claim.nomination, by=by, at=at)
    return piece


@transaction.atomic
def judge(
    *,
    claim: Claim,
    verdict: str,
    by: Actor,
    at: datetime,
    confirmed_by: str = "",
    confirmed_on: date | None = None,
    note: str = "",
) -> Claim:
    """Say of one claim whether it is true, and who confirmed it on which day."""
    nomination = claim.nomination
    _lock(nomination)
    reasons = []
    if nomination.state != NominationState.VERIFYING:
        reasons.append("Chỉ kết luận từng điều khi hồ sơ đang được xác minh.")
    if not by.may("nomination.verify", nomination.unit):
        reasons.append("Anh, chị không có quyền xác minh ở đơn vị này.")
    if verdict not in Verdict.values:
        reasons.append("Chọn kết luận: đúng, đúng một phần, chưa rõ hay sai.")
    if confirmed_on is not None and confirmed_on > timezone.localdate(at):
        reasons.append("Ngày xác nhận không thể ở sau hôm nay.")
    if len(confirmed_by) > 200:
        reasons.append("Tên người xác nhận dài quá 200 chữ cái.")
    if reasons:
        raise Refused(reasons)
    claim.refresh_from_db()
    before = claim.verdict
    claim.verdict, claim.note = verdict, nfc(note).strip()
    claim.confirmed_by, claim.confirmed_on = nfc(confirmed_by).strip(), confirmed_on
    claim.judged_by_id, claim.judged_at = by.pk, at
    claim.save()
    changes = {
        "position": claim.position, "verdict": [before, verdict],
        "confirmed_by": claim.confirmed_by, "confirmed_on": confirmed_on,
    }  # fmt: skip
    _record("judged", nomination, by, at, changes)
    refresh_flags(nomination=nomination, by=by, at=at)
    return claim


def _lock(nomination: Nomination) -> None:
    lock(nomination)


def _require_open(nomination: Nomination, by: Actor) -> None:
    _lock(nomination)
    reasons = []
    if nomination.state not in _OPEN:
        label = NominationState(nomination.state).label
        reasons.append(f"Hồ sơ đang ở bước “{label}”, không sửa được. Trả lại xác minh trước.")
    unit = nomination.unit
    if not (by.may("nomination.open", unit) or by.may("nomination.verify", unit)):
        reasons.append("Anh, chị không có quyền sửa hồ sơ ở đơn vị này.")
    if reasons:
        raise Refused(reasons)


def _is_web_link(link: str) -> bool:
    try:
        _is_link(link)
    except ValidationError:
        return False
    return len(link) <= 500


def _record(
    what: str, nomination: Nomination, by: Actor, at: datetime, changes: dict[str, Any]
) -> None:
    events.record(
        f"nomination.{what}", nomination, by=by, at=at, changes=changes, unit=nomination.unit
    )

"""Finding what looks odd in a file, and keeping the fingerprints by which copies are found."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.nominations import flags, prints, rules
from lantoa.nominations.models import Flag, Lead, Nomination, TextPrint
from lantoa.nominations.queries.copies import same_text
from lantoa.nominations.states import FlagAnswer, FlagKind, NominationState
from lantoa.registry.states import Standing, Verdict
from lantoa.vietnamese import nfc


def keep_prints(lead: Lead, text: str, *, is_summary: bool = False) -> None:
    """Keep the fingerprint of a text of a lead; called in the transaction that writes the text."""
    TextPrint.objects.filter(lead=lead, is_summary=is_summary).delete()
    TextPrint.objects.bulk_create(
        TextPrint(lead=lead, is_summary=is_summary, value=value)
        for value in sorted(prints.prints(text))
    )


def keep_prints_of(leads: Sequence[Lead]) -> None:
    """The same for the accounts of many new leads at once."""
    TextPrint.objects.bulk_create(
        TextPrint(lead=lead, is_summary=False, value=value)
        for lead in leads
        for value in sorted(prints.prints(lead.what))
    )


@transaction.atomic
def refresh_flags(*, nomination: Nomination, by: Actor, at: datetime) -> None:
    """Read a file that is being verified and keep what a careful reader would ask.

    What was answered and is still said stays answered; what is said no longer goes.
    """
    lock(nomination)
    if nomination.state != NominationState.VERIFYING:
        return
    wanted = {flag.key: flag for flag in _found(nomination, at)}
    there = {flag.key: flag for flag in nomination.flags.all()}
    gone = [flag.pk for key, flag in there.items() if key not in wanted]
    fresh = [flag for key, flag in wanted.items() if key not in there]
    if not gone and not fresh:
        return
    Flag.objects.filter(pk__in=gone).delete()
    Flag.objects.bulk_create(fresh)
    changes = {"found": len(fresh), "gone": len(gone)}
    events.record(
        "nomination.flagged", nomination, by=by, at=at, changes=changes, unit=nomination.unit
    )


@transaction.atomic
def answer_flag(*, flag: Flag, answer: str, note: str, by: Actor, at: datetime) -> None:
    """Say that a flag is right, or why the words stand as they are. Raises Refused."""
    nomination = flag.nomination
    lock(nomination)
    reasons = []
    if nomination.state != NominationState.VERIFYING:
        reasons.append("Chỉ trả lời chỗ cần để ý khi hồ sơ đang được xác minh.")
    if not by.may("nomination.verify", nomination.unit):
        reasons.append("Anh, chị không có quyền xác minh ở đơn vị này.")
    if answer not in FlagAnswer.values:
        reasons.append("Chọn đã sửa hoặc không dùng, hay có lý do giữ nguyên.")
    words = nfc(note).replace("\0", "").strip()
    if answer == FlagAnswer.EXPLAINED and not words:
        reasons.append("Viết vì sao giữ nguyên: lấy từ đâu, so với ai, hỏi ai.")
    if len(words) > 1000:
        reasons.append("Lời giải thích dài quá 1.000 chữ cái.")
    if not Flag.objects.filter(pk=flag.pk).exists():
        reasons.append("Câu này đã được sửa, không còn gì phải trả lời.")
    if reasons:
        raise Refused(reasons)
    flag.answer, flag.note = answer, words
    flag.answered_by_id, flag.answered_at = by.pk, at
    flag.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    changes = {"flag": flag.kind, "answer": answer}
    events.record(
        "nomination.flag_answered", nomination, by=by, at=at, changes=changes, unit=nomination.unit
    )


def _found(nomination: Nomination, at: datetime) -> list[Flag]:
    day = timezone.localdate(at)
    rule = rules.review_rule(nomination.unit, Standing.EXEMPLAR, day)
    dossier = flags.Dossier(
        texts=_texts(nomination),
        today=day,
        birth_year=nomination.birth_year if nomination.kind == "person" else None,
        extra_words=rule.extra_words.splitlines() if rule else (),
        quiet_words=rule.quiet_words.splitlines() if rule else (),
    )
    rows = [
        Flag(
            nomination=nomination, key=one.key, kind=one.kind, place=one.place,
            sentence=one.sentence, reason=one.reason, found_at=at,
        )
        for one in flags.find(dossier)
    ]  # fmt: skip
    return rows + _copies(nomination, at)


def _texts(nomination: Nomination) -> list[flags.Text]:
    claims = nomination.claims.exclude(verdict__in=(Verdict.FALSE, Verdict.UNCLEAR))
    return [
        flags.Text("Việc đã làm", nomination.deed),
        flags.Text("Tóm tắt", nomination.summary),
        *(
            flags.Text(
                f"Điều {claim.position}", claim.statement,
                is_claim=True, is_sourced=bool(claim.evidence.all()),
            )
            for claim in claims.prefetch_related("evidence")
        ),
        flags.Text("Lời kể", nomination.lead.what, is_told=True),
    ]  # fmt: skip


def _copies(nomination: Nomination, at: datetime) -> list[Flag]:
    """The reason names nobody: what another unit was told is not for everybody's eyes."""
    rows = []
    for copy in same_text(nomination.lead):
        place, words = (
            ("Tóm tắt", nomination.summary) if copy.is_summary else ("Lời kể", nomination.lead.what)
        )
        key = flags.Found(FlagKind.SAME_TEXT, place, words, str(copy.lead_id)).key
        rows.append(
            Flag(
                nomination=nomination, key=key, kind=FlagKind.SAME_TEXT, place=place,
                sentence=words[:300], found_at=at, other_lead_id=copy.lead_id,
                reason="Nhiều đoạn giống hệt lời trong một hồ sơ khác của tỉnh. Xem có chép lại, "
                "hay cùng kể một việc.",
            )
        )  # fmt: skip
    return rows

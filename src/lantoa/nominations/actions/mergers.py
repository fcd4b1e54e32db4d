"""The same person once: a lead or a file added to what is there already, and apart again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.nominations.actions.leads import NO_ANSWER, join
from lantoa.nominations.models import Claim, Joining, Lead, Nomination
from lantoa.nominations.queries import OPEN_LEADS, OPEN_NOMINATIONS
from lantoa.nominations.states import LEAD, NOMINATION, NominationState
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Standing
from lantoa.vietnamese import format_date, nfc

Record = Exemplar | Nomination | Lead
#: A record goes into one of its own kind or of a kind before it, which is further on its way.
RANKS: tuple[type[Record], ...] = (Exemplar, Nomination, Lead)
#: Steps of a file at which claims may still come to it.
_TAKES_CLAIMS = (NominationState.OPENED, NominationState.VERIFYING)


def lock_records(*records: Record) -> None:
    """Lock the rows until the transaction ends, in one order for everybody, and refresh them."""
    for record in sorted(records, key=lambda one: (rank(one), one.pk)):
        lock(record)


def rank(record: Record) -> int:
    """0 for an exemplar, 1 for a nomination, 2 for a lead."""
    return RANKS.index(type(record))


def merge_reasons(*, gone: Lead | Nomination, kept: Record, by: Actor) -> list[str]:
    """Every reason why `gone` may not be added to `kept` now, as sentences."""
    reasons = _against_rights(gone, kept, by)
    if type(gone) is type(kept) and gone.pk == kept.pk:
        return [*reasons, "Đây là một hồ sơ, không phải hai."]
    if rank(kept) > rank(gone):
        reasons.append("Giữ lại bên đã đi xa hơn: điển hình, rồi hồ sơ, rồi tin báo.")
    if gone.kind != kept.kind:
        reasons.append("Một bên là cá nhân, bên kia là tập thể hoặc hộ: không phải một người.")
    reasons += [sentence for one in (gone, kept) if (sentence := _against_state(one))]
    if isinstance(gone, Nomination) and isinstance(kept, Nomination):
        reasons += _against_claims(gone, kept)
    return reasons


@transaction.atomic
def merge(
    *, gone: Lead | Nomination, kept: Record, answer: str, by: Actor, at: datetime
) -> Joining:
    """Add a lead or an open file to what is told of the same person already.

    Who told of `gone` reads `answer`. Claims of a file go over to the kept file, to be verified
    there; a file that goes to an exemplar keeps its own. Raises Refused with every reason.
    """
    lock_records(gone, kept)
    reasons = merge_reasons(gone=gone, kept=kept, by=by)
    reasons += [] if answer.strip() else [NO_ANSWER]
    if reasons:
        raise Refused(reasons)
    lead = gone if isinstance(gone, Lead) else gone.lead
    merger = Joining.objects.create(
        **_columns(gone, kept), merged_by_id=by.pk, merged_at=at,
        before={"state": gone.state, "answer": lead.answer},
    )  # fmt: skip
    if isinstance(gone, Lead):
        _close_lead(gone, kept, answer, by, at)
    else:
        NOMINATION.perform("merge", gone, by=by, at=at)
        _answer(lead, nfc(answer).strip())
        if isinstance(kept, Nomination):
            merger.moved = _move_claims(gone, kept)
            merger.save(update_fields=["moved"])
    _record("took_in", merger, by, at)
    return merger


@transaction.atomic
def separate(*, merger: Joining, by: Actor, at: datetime) -> None:
    """Undo a merger: the lead or file is back at its step, with its own claims and answer.

    Refused when its claims were concluded in the kept file meanwhile.
    """
    gone, kept = merger.gone, merger.kept
    lock_records(gone, kept)
    lock(merger)
    reasons = _against_rights(gone, kept, by)
    if merger.undone_at is not None:
        reasons.append("Lần gộp này đã được tách ra trước đây.")
    if merger.moved and isinstance(kept, Nomination) and kept.state not in _TAKES_CLAIMS:
        step = NominationState(kept.state).label.lower()
        reasons.append(
            f"Các điều đã chuyển sang hồ sơ {kept.full_name} không lấy lại được nữa, vì hồ sơ ấy "
            f"đang ở bước “{step}”."
        )
    if reasons:
        raise Refused(reasons)
    workflow, before = (LEAD if isinstance(gone, Lead) else NOMINATION), merger.before
    changes = {"joined_to": None} if isinstance(gone, Lead) else {}
    workflow.perform(f"back_to_{before['state']}", gone, by=by, at=at, **changes)
    _answer(gone if isinstance(gone, Lead) else gone.lead, before["answer"])
    if isinstance(gone, Nomination):
        _take_back(gone, merger)
    merger.undone_by_id, merger.undone_at = by.pk, at
    merger.save(update_fields=["undone_by", "undone_at"])
    _record("gave_back", merger, by, at)


def _close_lead(lead: Lead, kept: Record, answer: str, by: Actor, at: datetime) -> None:
    if isinstance(kept, Exemplar):
        join(lead=lead, exemplar=kept, answer=answer, by=by, at=at)
    else:
        LEAD.perform("join", lead, by=by, at=at)
        _answer(lead, nfc(answer).strip())


def _answer(lead: Lead, answer: str) -> None:
    # Not among the changes of the event: what is written to a person may name people.
    lead.answer = answer
    lead.save(update_fields=["answer"])


def _move_claims(gone: Nomination, kept: Nomination) -> list[list[int]]:
    """Put the claims of one file behind those of the other; which, and where they stood."""
    last = max(kept.claims.values_list("position", flat=True), default=0)
    moved = []
    for number, claim in enumerate(gone.claims.order_by("position", "pk"), start=1):
        moved.append([claim.pk, claim.position])
        claim.nomination, claim.position = kept, last + number
        claim.save(update_fields=["nomination", "position"])
    return moved


def _take_back(gone: Nomination, merger: Joining) -> None:
    # One that somebody took out of the kept file meanwhile stays out: the log holds its words.
    for key, position in merger.moved:
        Claim.objects.filter(pk=key).update(nomination=gone, position=position)


def _against_rights(gone: Lead | Nomination, kept: Record, by: Actor) -> list[str]:
    # The public and the platform itself never merge: a person answers for it.
    if by.pk is None:
        return ["Gộp và tách hồ sơ phải do một cán bộ quyết định."]
    units = {record.unit_id: record.unit for record in (gone, kept)}.values()
    return [
        f"Anh, chị không có quyền gộp, tách hồ sơ của {unit}."
        for unit in units
        if not by.may("duplicate.judge", unit)
    ]


def _against_state(record: Record) -> str | None:
    if isinstance(record, Exemplar):
        if merger := record.merger():
            day = format_date(timezone.localdate(merger.merged_at))
            return f"{record.code} đã được gộp vào {merger.kept.code} ngày {day}."
        is_over = record.standing == Standing.REVOKED
        return f"{record.code} đã thu hồi công nhận, không gộp được." if is_over else None
    is_open = record.state in (OPEN_LEADS if isinstance(record, Lead) else OPEN_NOMINATIONS)
    what = f"Tin báo {record.number}" if isinstance(record, Lead) else f"Hồ sơ {record.full_name}"
    return (
        None if is_open else f"{what} đang ở bước “{record.get_state_display()}”, không gộp được."
    )


def _against_claims(gone: Nomination, kept: Nomination) -> list[str]:
    if kept.state in _TAKES_CLAIMS or not gone.claims.exists():
        return []
    step = NominationState(kept.state).label.lower()
    return [
        f"Hồ sơ giữ lại {step} rồi, không nhận thêm điều cần xác minh. Giữ lại hồ sơ kia, hoặc "
        "trả hồ sơ này về bước xác minh trước."
    ]


def _columns(gone: Lead | Nomination, kept: Record) -> dict[str, Record]:
    names = {Exemplar: "exemplar", Nomination: "nomination", Lead: "lead"}
    return {f"gone_{names[type(gone)]}": gone, f"kept_{names[type(kept)]}": kept}


def _record(what: str, merger: Joining, by: Actor, at: datetime) -> None:
    """Tell it in the history of the kept one too; the gone one's own step is told by its verb."""
    kept, gone = merger.kept, merger.gone
    module = {Exemplar: "registry", Nomination: "nomination", Lead: "lead"}[type(kept)]
    # Its number, not whom it names: the log outlives what people may have erased.
    changes = {"gone": gone.number if isinstance(gone, Lead) else gone.lead.number}
    events.record(f"{module}.{what}", kept, by=by, at=at, changes=changes, unit=kept.unit)

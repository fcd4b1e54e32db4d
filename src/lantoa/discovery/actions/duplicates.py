"""The same person once: finding pairs, and what a person decides about each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.models import AuditEvent
from lantoa.core.workflow import Refused, lock
from lantoa.discovery import comparable
from lantoa.discovery.comparable import Comparable, Key
from lantoa.discovery.matching import score_pairs
from lantoa.discovery.models import DuplicatePair
from lantoa.discovery.states import PAIR, PairState
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Joining
from lantoa.places import queries as places
from lantoa.registry import actions as registry
from lantoa.registry.models import Exemplar, Merger
from lantoa.vietnamese import format_date, nfc

SIDES = ("left", "right")
#: A search that was asked for is waited for so long before another is.
PATIENCE = timedelta(hours=1)
#: Longest note on a judgement, in characters.
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Search:
    """What a search through everything found: pairs alike, new ones, and those that ended."""

    alike: int
    fresh: int
    lapsed: int


@transaction.atomic
def ask_search(*, by: Actor, at: datetime) -> None:
    """An officer asks for the search that otherwise runs at night; a task does it.

    Asked again while one still waits, nothing more is done.
    """
    if by.pk is None or not by.may("duplicate.judge", None):
        raise Refused(["Anh, chị không có quyền rà trùng."])
    last = AuditEvent.objects.filter(kind__startswith="duplicates.search").last()
    is_waiting = last is not None and last.kind == "duplicates.search_asked"
    if last is not None and is_waiting and at - last.at < PATIENCE:
        return
    events.record("duplicates.search_asked", places.root(), by=by, at=at)


def find_duplicates(*, by: Actor, at: datetime) -> Search:
    """Compare everybody with everybody and bring the rows of pairs up to date. Idempotent.

    Nothing is merged, and no pair on which a person decided is touched. Pairs whose sides no
    unit holds both of are left out: nobody might see the two.
    """
    if not by.may("duplicate.find", None):
        raise Refused(["Việc rà trùng do hệ thống làm."])
    rows = list(comparable.everyone())
    wanted = _alike(rows)
    with transaction.atomic():
        return _write(wanted, by, at)


def _alike(rows: list[Comparable]) -> dict[tuple[Key, Key], tuple[float, int]]:
    """Pairs that are alike, with their score and the unit above both."""
    units, unit_of = comparable.Units(), {row.own: row.unit for row in rows}
    # What was merged into a record that was revoked since is compared with nobody.
    rows = [row for row in rows if row.key in unit_of]
    by_id = {row.record.id: row for row in rows}
    different = _judged_different()
    found: dict[tuple[Key, Key], tuple[float, int]] = {}
    scored = score_pairs([row.record for row in rows], mergers=comparable.commune_mergers())
    for left, right, score in scored:
        one, other = by_id[left], by_id[right]
        told_apart = comparable.ordered(one.own, other.own) in different
        if one.key == other.key or told_apart:
            continue
        pair = comparable.ordered(one.key, other.key)
        above = units.above(unit_of[pair[0]], unit_of[pair[1]])
        if above is not None:
            found[pair] = (max(score, found.get(pair, (0.0, 0))[0]), above)
    return found


def _judged_different() -> set[tuple[Key, Key]]:
    rows = DuplicatePair.objects.filter(state=PairState.NOT_THE_SAME)
    return {(row.left, row.right) for row in rows.iterator()}


def _write(wanted: dict[tuple[Key, Key], tuple[float, int]], by: Actor, at: datetime) -> Search:
    # Rows on which somebody decides at this moment are left to them: waiting for one while
    # holding others, the two of us could wait for each other.
    open_states = (PairState.WAITING, PairState.LAPSED)
    rows = DuplicatePair.objects.filter(state__in=open_states).order_by("pk")
    free = set(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
    there = {(row.left, row.right): row for row in DuplicatePair.objects.iterator()}
    fresh = [
        DuplicatePair(
            left_kind=left[0], left_id=left[1], right_kind=right[0], right_id=right[1],
            unit_id=unit, score=score, found_at=at,
        )
        for (left, right), (score, unit) in wanted.items()
        if (left, right) not in there
    ]  # fmt: skip
    DuplicatePair.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    changed, back, over = [], [], []
    for pair, row in there.items():
        if row.pk not in free:
            continue
        if pair not in wanted:
            over += [row.pk] if row.state == PairState.WAITING else []
            continue
        back += [row.pk] if row.state == PairState.LAPSED else []
        if (row.score, row.unit_id) != wanted[pair]:
            row.score, row.unit_id = wanted[pair]
            changed.append(row)
    DuplicatePair.objects.bulk_update(changed, ["score", "unit"], batch_size=500)
    lapsed = _step(over, PairState.WAITING, PairState.LAPSED)
    came_back = _step(back, PairState.LAPSED, PairState.WAITING)
    result = Search(len(wanted), len(fresh) + came_back, lapsed)
    changes = {"alike": result.alike, "fresh": result.fresh, "lapsed": result.lapsed}
    events.record("duplicates.searched", places.root(), by=by, at=at, changes=changes)
    return result


def _step(keys: list[int], source: PairState, target: PairState) -> int:
    count = 0
    for start in range(0, len(keys), 500):
        rows = DuplicatePair.objects.filter(pk__in=keys[start : start + 500], state=source)
        count += rows.update(state=target, lapsed_with=None)
    return count


@transaction.atomic
def merge(*, pair: DuplicatePair, keep: str, by: Actor, at: datetime, answer: str = "") -> None:
    """Read the two as one: `keep` ("left" or "right") stands, the other is added to it.

    `answer` is what who told of the other one reads (leads and files only). Both records are
    locked before the pair, in one order for everybody: of two officers one wins, and the other
    gets the reason. Raises Refused with every reason.
    """
    left, right = locked_records(pair)
    lock(pair)
    kept, gone = (left, right) if keep == "left" else (right, left)
    reasons = _against_state("merge", pair, by, at)
    reasons += [] if keep in SIDES else ["Chọn hồ sơ giữ lại."]
    reasons += record_reasons(kept=kept, gone=gone, by=by)
    if not isinstance(gone, Exemplar) and not answer.strip():
        reasons.append(nominations.NO_ANSWER)
    if reasons:
        raise Refused(list(dict.fromkeys(reasons)))
    # Before any event: whoever judges another pair at this moment holds that pair and waits for
    # the log, so we must not hold the log and wait for the pair.
    lapsed = _lapse_others(pair, gone)
    if isinstance(gone, Exemplar):
        registry.merge(kept=kept, gone=gone, by=by, at=at)
    else:
        nominations.merge(gone=gone, kept=kept, answer=answer, by=by, at=at)
    PAIR.perform("merge", pair, by=by, at=at, kept_side=keep, judged_by_id=by.pk, judged_at=at)
    if lapsed:
        DuplicatePair.objects.filter(pk__in=lapsed).update(lapsed_with=pair)


def record_reasons(*, kept: Any, gone: Any, by: Actor) -> list[str]:
    """Every reason that lies in the two records themselves, as sentences."""
    if isinstance(gone, Exemplar) and isinstance(kept, Exemplar):
        return registry.merge_reasons(kept=kept, gone=gone, by=by)
    if isinstance(gone, Exemplar):
        return ["Giữ lại bên đã đi xa hơn: điển hình, rồi hồ sơ, rồi tin báo."]
    return nominations.merge_reasons(gone=gone, kept=kept, by=by)


@transaction.atomic
def undo(*, pair: DuplicatePair, by: Actor, at: datetime) -> None:
    """Part the two again, exactly as they were; the pair waits for a decision once more.

    Raises Refused where something since then stands against it (see `registry.actions.split`
    and `nominations.actions.separate`).
    """
    locked_records(pair)
    lock(pair)
    merger = trace(pair)
    reasons = _against_state("undo", pair, by, at)
    if merger is None and not reasons:
        reasons.append("Lần gộp này đã được tách ra trước đây.")
    if reasons or merger is None:
        raise Refused(reasons)
    others = pair.lapsed.filter(state=PairState.LAPSED).order_by("pk").select_for_update()
    back = list(others.values_list("pk", flat=True))
    if isinstance(merger, Merger):
        registry.split(merger=merger, by=by, at=at)
    else:
        nominations.separate(merger=merger, by=by, at=at)
    PAIR.perform("undo", pair, by=by, at=at, kept_side="", judged_by_id=None, judged_at=None)
    _step(back, PairState.LAPSED, PairState.WAITING)


def judge_different(*, pair: DuplicatePair, by: Actor, at: datetime, note: str = "") -> None:
    """They are two people: remembered, and never asked again by the machine."""
    text = nfc(note).replace("\0", "").strip()
    if len(text) > LONGEST_NOTE:
        raise Refused(["Lời ghi dài quá 2.000 chữ cái. Viết ngắn lại."])
    with transaction.atomic():
        lock(pair)
        if reasons := _against_state("judge", pair, by, at):
            raise Refused(reasons)
        # The note may name people, so it is kept off the log: the row has it.
        DuplicatePair.objects.filter(pk=pair.pk).update(note=text)
        PAIR.perform("judge", pair, by=by, at=at, judged_by_id=by.pk, judged_at=at)


@transaction.atomic
def reconsider(*, pair: DuplicatePair, by: Actor, at: datetime) -> None:
    """A person takes back "not the same", their own or a colleague's: the pair waits again."""
    PAIR.perform("reconsider", pair, by=by, at=at, judged_by_id=None, judged_at=None)
    DuplicatePair.objects.filter(pk=pair.pk).update(note="")
    pair.note = ""


def trace(pair: DuplicatePair) -> Merger | Joining | None:
    """The merger that stands because of this pair; None when there is none."""
    (kept_kind, kept), (gone_kind, gone) = pair.left, pair.right
    if pair.kept_side == "right":
        (kept_kind, kept), (gone_kind, gone) = (gone_kind, gone), (kept_kind, kept)
    if gone_kind == "exemplar":
        return Merger.objects.standing().filter(kept=kept, gone=gone).first()
    wanted = {f"kept_{kept_kind}": kept, f"gone_{gone_kind}": gone}
    return Joining.objects.standing().filter(**wanted).first()


def locked_records(pair: DuplicatePair) -> tuple[Any, Any]:
    """Both records of a pair, left and right, locked until the transaction ends."""
    found = []
    for kind, pk in (pair.left, pair.right):
        record = comparable.MODELS[kind].objects.filter(pk=pk).first()
        if record is None:
            raise Refused(["Một trong hai hồ sơ không còn nữa."])
        found.append(record)
    nominations.lock_records(*found)
    return found[0], found[1]


def _against_state(verb: str, pair: DuplicatePair, by: Actor, at: datetime) -> list[str]:
    """What the lifecycle says, and who decided meanwhile."""
    reasons = PAIR.reasons_against(verb, pair, by=by, at=at)
    who, when, is_moved = (
        pair.judged_by,
        pair.judged_at,
        pair.state not in PAIR.transitions[verb].sources,
    )
    if who is not None and when is not None and is_moved:
        local = timezone.localtime(when)
        day = format_date(local.date())
        reasons.append(f"{who.full_name} đã quyết định cặp này lúc {local:%H:%M} ngày {day}.")
    return reasons


def _lapse_others(pair: DuplicatePair, gone: Any) -> list[int]:
    kind = next(name for name, model in comparable.MODELS.items() if type(gone) is model)
    others = DuplicatePair.objects.about(kind, gone.pk).filter(~Q(pk=pair.pk))
    waiting = others.filter(state=PairState.WAITING).order_by("pk").select_for_update()
    keys = list(waiting.values_list("pk", flat=True))
    _step(keys, PairState.WAITING, PairState.LAPSED)
    return keys

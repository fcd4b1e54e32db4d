"""The queue of pairs: which wait, what each side is called, how sure the machine is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from lantoa.accounts.models import User
from lantoa.core.models import AuditEvent
from lantoa.discovery import comparable
from lantoa.discovery.comparable import Key
from lantoa.discovery.models import DuplicatePair
from lantoa.discovery.states import PairState, RecordKind
from lantoa.places.models import OrgUnit


@dataclass(frozen=True)
class Band:
    """A stretch of scores, from `least` up to below `most`, and the word for it."""

    value: str
    label: str
    least: float
    most: float


_PORTION = 500
BANDS = (
    Band("rat-giong", "Rất giống", 0.9, 2.0),
    Band("giong", "Giống", 0.7, 0.9),
    Band("co-the", "Có thể", 0.0, 0.7),
)


@dataclass(frozen=True)
class Head:
    """One side of a pair in a line: what it is, whom it names, where."""

    kind: RecordKind
    name: str
    number: str = ""
    place: str = ""

    @property
    def line(self) -> str:
        """What it is, its number and place, in one line; nothing of a record that is gone."""
        if not self.place:
            return ""
        return " · ".join(filter(None, (str(self.kind.label), self.number, self.place)))


@dataclass(frozen=True)
class Line:
    """One pair of the queue."""

    pair: DuplicatePair
    band: Band
    left: Head
    right: Head


def find_pairs(
    user: User, *, kind: str = "", band: str = "", unit: OrgUnit | None = None
) -> QuerySet[DuplicatePair]:
    """Pairs on which `user` may decide: with a side of `kind`, in a band, under `unit`.

    Those that wait first, the surest of them on top.
    """
    found = DuplicatePair.objects.visible_to(user)
    if kind in RecordKind.values:
        found = found.filter(left_kind=kind) | found.filter(right_kind=kind)
    for each in BANDS:
        if each.value == band:
            found = found.filter(score__gte=each.least, score__lt=each.most)
    if unit is not None:
        found = found.filter(unit__path__startswith=unit.path)
    waits = Case(
        When(state=PairState.WAITING, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return found.order_by(waits, "-score", "pk")


def waiting_count(user: User) -> int:
    """How many pairs wait for a decision of `user`."""
    return DuplicatePair.objects.visible_to(user).filter(state=PairState.WAITING).count()


def waiting_about(user: User, record: Key) -> QuerySet[DuplicatePair]:
    """Pairs with this record that wait for a decision of `user`, the surest first."""
    about = DuplicatePair.objects.visible_to(user).about(*record)
    return about.filter(state=PairState.WAITING).order_by("-score", "pk")


def units_with_pairs(user: User) -> QuerySet[OrgUnit]:
    """Units in which pairs of `user` lie, in Vietnamese order."""
    pairs = DuplicatePair.objects.visible_to(user)
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(pk__in=pairs.values("unit"))
    return found.order_by("sort_key")


def lines(pairs: Iterable[DuplicatePair]) -> list[Line]:
    """The pairs with both their sides in words; one query for each kind of record."""
    rows = list(pairs)
    heads = _heads(key for pair in rows for key in (pair.left, pair.right))
    gone = {kind: Head(kind, "Hồ sơ không còn") for kind in RecordKind}
    return [
        Line(
            pair,
            band_of(pair.score),
            heads.get(pair.left) or gone[RecordKind(pair.left_kind)],
            heads.get(pair.right) or gone[RecordKind(pair.right_kind)],
        )
        for pair in rows
    ]


def all_lines(pairs: QuerySet[DuplicatePair]) -> Iterator[Line]:
    """`lines` of however many pairs, some hundred at a time."""
    rows = pairs.select_related("unit", "judged_by")
    for start in range(0, rows.count(), _PORTION):
        yield from lines(rows[start : start + _PORTION])


def band_of(score: float) -> Band:
    """The band in which a score lies."""
    return next(band for band in BANDS if score >= band.least)


def last_search() -> AuditEvent | None:
    """The newest search through everything, with its counts."""
    return AuditEvent.objects.filter(kind="duplicates.searched").order_by("-sequence").first()


def _heads(keys: Iterable[Key]) -> dict[Key, Head]:
    wanted: dict[str, set[int]] = {}
    for kind, pk in keys:
        wanted.setdefault(kind, set()).add(pk)
    found: dict[Key, Head] = {}
    for kind, pks in wanted.items():
        label = RecordKind(kind)
        rows = comparable.MODELS[kind].objects.filter(pk__in=pks).select_related("place")
        for row in rows:
            is_lead = label == RecordKind.LEAD
            name = row.who if is_lead else row.full_name
            number = {RecordKind.LEAD: "number", RecordKind.EXEMPLAR: "code"}.get(label)
            said = getattr(row, number) if number else ""
            found[kind, row.pk] = Head(label, name, said, row.place.name)
    return found

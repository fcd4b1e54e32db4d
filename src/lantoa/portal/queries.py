"""What the public pages read: each function a fixed number of queries, however many rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest

from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, UnitSuccession
from lantoa.planning.models import Assignment, Plan
from lantoa.planning.states import AssignmentState
from lantoa.portal.tiles import CELLS, PITCH
from lantoa.publishing import queries as publishing
from lantoa.publishing.contract import Item
from lantoa.publishing.models import Publication
from lantoa.registry import queries as registry
from lantoa.registry.models import Practice, Sector
from lantoa.replication import queries as replication
from lantoa.replication.models import Adoption
from lantoa.replication.queries import WORKING, Counts
from lantoa.replication.states import AdoptionState
from lantoa.stories.models import Section


@dataclass(frozen=True)
class Teaser:
    """A story in a list: the frozen item, and how far its practice spread (None: no practice)."""

    publication: Publication
    item: Item
    practice: Practice | None
    counts: Counts | None


@dataclass(frozen=True)
class PracticeRow:
    """A practice in a list, with how far it spread."""

    practice: Practice
    counts: Counts | None


@dataclass(frozen=True)
class Tile:
    """One unit in the map. `x`, `y` in units of the drawing, None for a unit without a cell."""

    unit: AdminUnit
    count: int
    x: int | None
    y: int | None

    @property
    def shade(self) -> str:
        """The class of its colour: chưa có, 1-3, 4-7, 8-14, từ 15."""
        steps = ((15, "m4"), (8, "m3"), (4, "m2"), (1, "m1"))
        return next((shade for least, shade in steps if self.count >= least), "m0")


@dataclass(frozen=True)
class Numbers:
    """How far things spread. `copies` are adoptions with a confirmed result, in `copying` places;
    `practices` of them were copied at least once; `stories` stand in `places` units."""

    stories: int
    places: int
    practices: int
    copies: int
    copying: int


@dataclass(frozen=True)
class Duties:
    """Assignments of a plan: all, done, and past their deadline."""

    total: int
    done: int
    late: int


def publications() -> QuerySet[Publication]:
    """All public stories, newest first, with what a teaser shows."""
    return publishing.public()


def publication_at(slug: str) -> Publication | None:
    """Whatever was ever let out at this address, public now or not."""
    related = ("exemplar__place", "exemplar__sector")
    return Publication.objects.select_related(*related).filter(slug=slug).first()


def teasers(found: Iterable[Publication], on: date) -> list[Teaser]:
    """The stories of a list page, with their practices' spread: two more queries in all."""
    rows = list(found)
    offered = registry.public_practices(on).filter(exemplar__in=[row.exemplar_id for row in rows])
    practices = {practice.exemplar_id: practice for practice in offered}
    counts = replication.counts(practices.values())
    return [
        Teaser(
            row,
            publishing.item_of(row),
            practice := practices.get(row.exemplar_id),
            counts.get(practice.pk) if practice else None,
        )
        for row in rows
    ]


def related(publication: Publication) -> QuerySet[Publication]:
    """Other public stories, nearest first: same place, then same sector, then the newest."""
    here = publication.exemplar
    near = Case(
        When(exemplar__place=here.place_id, then=Value(2)),
        default=Value(0),
        output_field=IntegerField(),
    )
    akin = Case(
        When(exemplar__sector=here.sector_id, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    others = publications().exclude(pk=publication.pk).annotate(nearness=near + akin)
    return others.order_by("-nearness", "-published_at", "-pk")


def practice_rows(found: Iterable[Practice]) -> list[PracticeRow]:
    """Practices of a list with their counts: one more query."""
    rows = list(found)
    counts = replication.counts(rows)
    return [PracticeRow(row, counts.get(row.pk)) for row in rows]


def practices(on: date) -> QuerySet[Practice]:
    """All public practices, with the person and place they come from."""
    return registry.public_practices(on).select_related("exemplar__place", "exemplar__sector")


def most_copied(on: date, limit: int, *, sector: Sector | None = None) -> list[PracticeRow]:
    """Practices (of a sector) that most places copied with a result; uncopied ones come last."""
    working = Count("adoptions", filter=Q(adoptions__state__in=WORKING))
    offered = practices(on).filter(exemplar__sector=sector) if sector else practices(on)
    ranked = offered.annotate(copies=working).order_by("-copies", "sort_key", "pk")
    return practice_rows(ranked[:limit])


def numbers(on: date, *, sector: Sector | None = None) -> Numbers:
    """What was told and copied so far (in a sector); two queries."""
    public, offered = publishing.public(), registry.public_practices(on)
    if sector:
        public = public.filter(exemplar__sector=sector)
        offered = offered.filter(exemplar__sector=sector)
    told = public.order_by().aggregate(
        stories=Count("pk"), places=Count("exemplar__place", distinct=True)
    )  # fmt: skip
    copies = Adoption.objects.filter(
        practice__in=offered.values("pk"), state__in=WORKING
    ).aggregate(
        practices=Count("practice", distinct=True), copies=Count("pk"),
        copying=Count("place", distinct=True),
    )  # fmt: skip
    return Numbers(**told, **copies)


def duties(plan: Plan, on: date) -> Duties:
    """How the duties of a plan stand on the day `on`; one query."""
    done = Q(state=AssignmentState.DONE)
    counted = Assignment.objects.filter(plan=plan).aggregate(
        total=Count("pk"),
        done=Count("pk", filter=done),
        late=Count("pk", filter=Q(deadline__lt=on) & ~done),
    )
    return Duties(**counted)


def adopters(practice: Practice) -> list[Adoption]:
    """Who copies the practice, and at the end who stopped: a tree that hides them would lie."""
    stopped = Adoption.objects.filter(practice=practice, state=AdoptionState.STOPPED)
    return [*replication.public_adoptions(practice), *stopped.select_related("place")]


def sectors() -> list[tuple[Sector, int]]:
    """Sectors that have public stories, with how many."""
    tally = publishing.public().order_by().values_list("exemplar__sector").annotate(Count("pk"))
    counts = dict(tally)
    return [(sector, counts[sector.pk]) for sector in Sector.objects.filter(pk__in=counts)]


def sections() -> list[tuple[Section, int]]:
    """Sections that have public stories, in the editors' order, with how many."""
    tally = publishing.public().order_by().values_list("story__section").annotate(Count("pk"))
    counts = dict(tally)
    rows = Section.objects.filter(pk__in=counts, live=True)
    return [(section, counts[section.pk]) for section in rows]


def years() -> list[int]:
    """Years in which a story was let out, the newest first."""
    found = publishing.public().order_by().datetimes("published_at", "year", order="DESC")
    return [day.year for day in found]


def tiles(on: date, sector: Sector | None = None) -> list[Tile]:
    """Today's units with their number of public stories; old places roll up to what they became.

    With a sector, only its stories count.

    A story of a unit that went to several units counts in each of them.
    """
    units = list(places.communes(on))
    counts = dict.fromkeys((unit.pk for unit in units), 0)
    onward: dict[int, list[int]] = {}
    for old, new in UnitSuccession.objects.filter(on__lte=on).values_list("old", "new"):
        onward.setdefault(old, []).append(new)
    told = publishing.public().order_by()
    if sector:
        told = told.filter(exemplar__sector=sector)
    tally = told.values_list("exemplar__place").annotate(Count("pk"))
    for place, count in tally:
        for today in _today_of(place, counts, onward):
            counts[today] += count
    return [_tile(unit, counts[unit.pk]) for unit in units]


def rolled_up(found: Iterable[int], units: Iterable[AdminUnit], on: date) -> dict[int, list[int]]:
    """Ids of today's `units` → those of the places `found` (ids) that lie in them now."""
    today: dict[int, list[int]] = {unit.pk: [] for unit in units}
    counts = dict.fromkeys(today, 0)
    onward: dict[int, list[int]] = {}
    for old, new in UnitSuccession.objects.filter(on__lte=on).values_list("old", "new"):
        onward.setdefault(old, []).append(new)
    for place in found:
        for unit in _today_of(place, counts, onward):
            today[unit].append(place)
    return today


def _today_of(place: int, today: dict[int, int], onward: dict[int, list[int]]) -> set[int]:
    found, waiting, seen = set(), [place], set()
    while waiting:
        unit = waiting.pop()
        if unit in today:
            found.add(unit)
        elif unit not in seen:
            seen.add(unit)
            waiting += onward.get(unit, [])
    return found


def _tile(unit: AdminUnit, count: int) -> Tile:
    column, row = CELLS.get(unit.short_name, (None, None))
    if column is None or row is None:
        return Tile(unit, count, None, None)
    return Tile(unit, count, column * PITCH + 2, row * PITCH + 2)


def at_place(unit: AdminUnit, found: QuerySet[Publication]) -> QuerySet[Publication]:
    """Those of `found` whose place is `unit` or rolled up to it."""
    return found.filter(exemplar__place__in=places.with_predecessors(unit))


def plans(on: date) -> QuerySet[Plan]:
    """All plans, those in force first."""
    running = Case(
        When(period_start__lte=on, period_end__gte=on, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    known = Plan.objects.select_related("document", "scheme__document", "unit")
    return known.annotate(rank=running).order_by("rank", F("period_start").desc(), "-pk")


def current_plan(on: date) -> Plan | None:
    """The newest plan in force on the day `on`."""
    return plans(on).filter(period_start__lte=on, period_end__gte=on).first()


def is_editor(request: HttpRequest) -> bool:
    """Whether whoever asks writes stories: they see drafts' pictures and documents."""
    user: Any = request.user
    return bool(user.is_authenticated and user.may("story.write", None))

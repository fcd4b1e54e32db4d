"""Finding who was told of before, without telling more than is public."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, TextField, Value, When
from django.utils.crypto import salted_hmac

from lantoa.discovery.matching import tables
from lantoa.discovery.matching.normalise import text_syllables, without_titles
from lantoa.discovery.rules import closeness, written_near
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.queries import OPEN_LEADS, OPEN_NOMINATIONS
from lantoa.nominations.rules import matching_name
from lantoa.places.models import AdminUnit, AdminUnitKind
from lantoa.places.queries import with_predecessors
from lantoa.publishing.models import Publication
from lantoa.publishing.states import PublicationState
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Standing
from lantoa.vietnamese import fold, format_date, split_person_name

#: Titles and ranks as they stand in folded names.
_TITLES = sorted({fold(title) + dot for title in tables.TITLES for dot in ("", ".")})

Row = TypeVar("Row", Exemplar, Lead, Nomination)

#: Rows of each kind looked at closely; more namesakes than that help nobody.
_MOST_CANDIDATES = 50
#: Leads whose state is looked at, of which most were answered or filed long ago.
_MOST_NAMESAKES = 300


@dataclass(frozen=True)
class Similar:
    """Somebody who may be meant. `key` is opaque; only published people have a `code`."""

    key: str
    title: str
    detail: str
    is_published: bool
    code: str = ""

    @property
    def label(self) -> str:
        """Both lines in one, for a choice in a form."""
        return f"{self.title}. {self.detail}"


def similar_people(
    who: str,
    place: AdminUnit | None,
    limit: int = 5,
    *,
    besides: Lead | None = None,
    deed: str = "",
) -> list[Similar]:
    """People told of before whose name is like `who`, nearest first, at most `limit`.

    Equal names count everywhere, one letter more, less or other too, and an equal given name
    in the same place. Among names as near, those of the same place go first, then published
    people; of these, where `deed` (an account in any words) is known, whoever is told of in most
    of its words. Of the others the deed is not looked at: nobody learns of it by trying words.

    Of published people: name, occupation, place, deed. Of all others only that there is
    somebody, and where. Revoked exemplars and closed leads are left out, and so is the lead
    `besides`, for which one asks.
    """
    wanted = _comparable(who)
    if not wanted.isprintable() or not wanted:  # no database looks for what no name can hold
        return []
    is_exact = place is not None and place.kind != AdminUnitKind.PROVINCE
    here = with_predecessors(place) if place is not None and is_exact else set()
    asked = _Asked(wanted, frozenset(here), besides, frozenset(text_syllables(deed)))
    caught: list[tuple[int, Exemplar | Lead | Nomination]] = []
    for net in _nets(wanted, is_placed=bool(here)):
        caught += _caught(net, asked)
        if len({str(record.place) for _, record in caught}) >= limit:
            break  # somebody of each place will be said: a wider net's would stand behind them
    return _without_repeats(_ranked(caught, asked))[:limit]


def chosen(key: str, similar: list[Similar]) -> Exemplar | None:
    """The published exemplar of a key out of `similar`; None for a hidden or unknown one."""
    for person in similar:
        if person.key == key and person.code:
            return Exemplar.objects.filter(code=person.code).first()
    return None


@dataclass(frozen=True)
class _Asked:
    """Who is asked for: a comparable name, where (ids of places, none for anywhere), for what
    (folded syllables, none for whatever it was).
    """

    wanted: str
    here: frozenset[int]
    besides: Lead | None
    words: frozenset[str]

    def near(self, name: str, record: Exemplar | Lead | Nomination) -> int:
        """How near the record's `name` is (`rules.closeness`)."""
        is_here = record.place_id in self.here
        return closeness(self.wanted, _comparable(name), same_place=is_here)


class _IsOneOf(Func):
    """Whether a column's text is one of many, each looked up in the column's index.

    They go as one value: a list of a thousand costs more to write and to plan than to look up.
    PostgreSQL would weigh each against its statistics; out of a sub-query it does not.
    """

    output_field = BooleanField()

    def __init__(self, column: str, texts: Sequence[str]) -> None:
        super().__init__(F(column), Value(json.dumps(texts), output_field=TextField()))

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        joiner, end = " IN (SELECT value FROM json_each(", "%(expressions)s))"
        return self.as_sql(compiler, connection, template=end, arg_joiner=joiner, **extra_context)

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        joiner = " = ANY (ARRAY (SELECT jsonb_array_elements_text("
        end = "%(expressions)s::jsonb)))"
        return self.as_sql(compiler, connection, template=end, arg_joiner=joiner, **extra_context)


@dataclass(frozen=True)
class _Net:
    """A condition on a folded name that an index answers at a million records."""

    names: tuple[str, ...] = ()
    given: str = ""  # how the name ends, in the place one asks for only

    def over(self, column: str, here: frozenset[int]) -> Q:
        """The condition on the name in `column` and on the place beside it."""
        if self.names:
            return Q(_IsOneOf(column, self.names))
        ends = Q(**{f"{column}__endswith": f" {self.given}"}) | Q(**{column: self.given})
        return Q(place__in=here) & ends


def _nets(wanted: str, *, is_placed: bool) -> Iterator[_Net]:
    """The nearest first: the name as it is and with a title before it; all writings one edit
    away, spelt out; in one place the names with an equal given name."""
    yield _Net((wanted, *(f"{title} {wanted}" for title in _TITLES)))
    near = tuple(other for other in written_near(wanted) if other != wanted)
    if near:
        yield _Net(near)
    if is_placed:
        yield _Net(given=split_person_name(wanted).given)


def _caught(net: _Net, asked: _Asked) -> Iterator[tuple[int, Exemplar | Lead | Nomination]]:
    """Who is in the net, each with how near. Keys are asked for first, for they stand in an
    index; whole rows are read of few."""
    known = Exemplar.objects.unmerged().exclude(standing=Standing.REVOKED)
    found = _crowd(known, "folded_name", net, asked).values_list("pk", flat=True)
    for exemplar in _read(Exemplar.objects.all(), "pk", list(found[:_MOST_CANDIDATES])):
        if near := asked.near(exemplar.full_name, exemplar):
            yield near, exemplar
    told = list(_crowd(Lead.objects.all(), "folded_who", net, asked).values_list("pk", "state"))
    waiting = [pk for pk, state in told if state in OPEN_LEADS]
    for lead in _read(Lead.objects.all(), "pk", waiting[:_MOST_CANDIDATES]):
        if lead != asked.besides and (near := asked.near(lead.who, lead)):
            yield near, lead
    # A file keeps the name of its lead for the net; its own, clearer name is compared after.
    filed = [pk for pk, state in told if state not in OPEN_LEADS]
    opened = Nomination.objects.filter(state__in=OPEN_NOMINATIONS)
    for file in _read(opened, "lead", filed):
        if near := asked.near(file.full_name, file):
            yield near, file


def _ranked(
    caught: Sequence[tuple[int, Exemplar | Lead | Nomination]], asked: _Asked
) -> list[Similar]:
    """The nearest first. Only what is public of a person counts beside name and place."""
    public = _published({record.pk for _, record in caught if isinstance(record, Exemplar)})
    rows: list[tuple[tuple[int, bool, bool, int, str], Similar]] = []
    for near, record in caught:
        shared = 0
        if isinstance(record, Exemplar) and record.pk in public:
            similar = _of_exemplar(record)
            if asked.words:
                shared = len(asked.words.intersection(text_syllables(record.deed)))
        else:
            similar = _hidden(record)
        is_away = record.place_id not in asked.here
        rows.append(((-near, is_away, not similar.is_published, -shared, similar.key), similar))
    return [similar for _, similar in sorted(rows, key=lambda row: row[0])]


def _crowd(rows: "QuerySet[Row]", column: str, net: _Net, asked: _Asked) -> "QuerySet[Row]":
    """What the net catches by the name in `column`: those in the place first, then the newest."""
    is_elsewhere = Case(When(place__in=asked.here, then=0), default=1)
    found = rows.filter(net.over(column, asked.here))
    return found.order_by(*[is_elsewhere] if asked.here else [], "-pk")[:_MOST_NAMESAKES]


def _read(rows: "QuerySet[Row]", column: str, keys: list[int]) -> "list[Row]":
    if not keys:
        return []
    found = rows.filter(**{f"{column}__in": keys}).select_related("place")
    return list(found.order_by("-pk")[:_MOST_CANDIDATES])


@lru_cache(maxsize=1_000)  # a crowd bears one name
def _comparable(who: str) -> str:
    """The folded name without titles and ranks."""
    return matching_name(without_titles(who))


def _published(found: set[int]) -> set[int]:
    """Of these exemplars those whose story anyone may read now and whose consent stands."""
    # Mostly nobody is told of: the cheap question first, for the other takes long to put together.
    stories = Publication.objects.filter(exemplar__in=found, state=PublicationState.LIVE)
    told = set(stories.order_by().values_list("exemplar_id", flat=True)) if found else set()
    if not told:
        return set()
    public = Publication.objects.public().filter(exemplar__in=told)
    return set(public.order_by().values_list("exemplar_id", flat=True))


def _of_exemplar(exemplar: Exemplar) -> Similar:
    title = exemplar.full_name
    if exemplar.occupation:
        title += f", {exemplar.occupation[0].lower()}{exemplar.occupation[1:]}"
    told = format_date(exemplar.recognised_on)
    detail = f"{exemplar.place}. {exemplar.deed.rstrip('.')}. Đã công nhận ngày {told}."
    return Similar(_key("exemplar", exemplar.pk), title, detail, True, exemplar.code)


def _hidden(record: Exemplar | Lead | Nomination) -> Similar:
    where = str(record.place)
    title = f"Một người trùng tên ở {where[0].lower()}{where[1:]}"
    # A lead and its file are one person.
    kind, pk = "lead", record.pk
    if isinstance(record, Nomination):
        pk = record.lead_id
    elif isinstance(record, Exemplar):
        kind = "exemplar"
    return Similar(_key(kind, pk), title, "Cán bộ đang xem nên chưa hiện thêm.", False)


def _key(kind: str, pk: int) -> str:
    return salted_hmac("lantoa.discovery.similar", f"{kind}:{pk}").hexdigest()[:16]


def _without_repeats(similar: list[Similar]) -> list[Similar]:
    """Drop hidden people of whom the same would be said: the reader could not tell them apart."""
    kept: dict[str, Similar] = {}
    for person in similar:
        kept.setdefault(person.key if person.is_published else person.label, person)
    return list(kept.values())

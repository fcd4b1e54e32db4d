"""Finding who was told of before, without telling more than is public."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Case, QuerySet, When
from django.utils.crypto import salted_hmac

from lantoa.core import clock
from lantoa.discovery.matching import tables
from lantoa.discovery.matching.normalise import without_titles
from lantoa.discovery.rules import closeness, written_near
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.queries import OPEN_LEADS, OPEN_NOMINATIONS
from lantoa.nominations.rules import matching_name
from lantoa.places.models import AdminUnit, AdminUnitKind
from lantoa.places.queries import with_predecessors
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar
from lantoa.registry.queries import public_exemplars
from lantoa.registry.states import Standing
from lantoa.vietnamese import fold, format_date, split_person_name

#: Titles and ranks as they stand in folded names.
_TITLES = sorted({fold(title) + dot for title in tables.TITLES for dot in ("", ".")})

Row = TypeVar("Row", Exemplar, Lead, Nomination)

#: Rows of each kind looked at closely; more namesakes than that help nobody.
_MOST_CANDIDATES = 200


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
    on: date | None = None,
    besides: Lead | None = None,
) -> list[Similar]:
    """People told of before whose name is like `who`, nearest first, at most `limit`.

    Equal names count everywhere, one letter more, less or other too, and an equal given name
    in the same place. Of published people: name, occupation, place, deed. Of all others only
    that there is somebody, and where. Revoked exemplars and closed leads are left out, and so
    is the lead `besides`, for which one asks.
    """
    wanted = _comparable(who)
    if not wanted:
        return []
    is_exact = place is not None and place.kind != AdminUnitKind.PROVINCE
    here = with_predecessors(place) if place is not None and is_exact else set()
    ranked: list[tuple[int, int, Similar]] = []
    known = Exemplar.objects.unmerged().exclude(standing=Standing.REVOKED)
    exemplars = _near(known, "folded_name", wanted, here)
    public = _published({exemplar.pk for exemplar in exemplars}, on or clock.today())
    for exemplar in exemplars:
        name = _comparable(exemplar.full_name)
        near = closeness(wanted, name, same_place=exemplar.place_id in here)
        if near:
            shown = exemplar.pk in public
            ranked.append((near, shown, _of_exemplar(exemplar) if shown else _hidden(exemplar)))
    for record in _waiting(wanted, here):
        if besides is not None and isinstance(record, Lead) and record.pk == besides.pk:
            continue
        name = record.full_name if isinstance(record, Nomination) else record.who
        near = closeness(wanted, _comparable(name), same_place=record.place_id in here)
        if near:
            ranked.append((near, 0, _hidden(record)))
    ranked.sort(key=lambda row: (-row[0], -row[1], row[2].key))
    return _without_repeats([similar for _, _, similar in ranked])[:limit]


def chosen(key: str, similar: list[Similar]) -> Exemplar | None:
    """The published exemplar of a key out of `similar`; None for a hidden or unknown one."""
    for person in similar:
        if person.key == key and person.code:
            return Exemplar.objects.filter(code=person.code).first()
    return None


def _near(rows: "QuerySet[Row]", name: str, wanted: str, here: set[int]) -> list[Row]:
    """Rows whose folded name (`name`, a path to a column with an index) may be near `wanted`.

    Two reads, each of which an index answers at a million records: all writings one edit away and
    those with a title before them, spelt out; and in one place the names that end with the given name.
    """
    found: dict[int, Row] = {}
    written = [*written_near(wanted), *(f"{title} {wanted}" for title in _TITLES)]
    nets = [_ordered(rows.filter(**{f"{name}__in": written}), name, wanted)]
    if here:
        place = name.rpartition("__")[0]
        ends = {
            f"{place}__place__in" if place else "place__in": here,
            f"{name}__endswith": split_person_name(wanted).given,
        }
        nets.append(rows.filter(**ends).order_by("-pk"))
    for net in nets:
        for row in net.select_related("place")[:_MOST_CANDIDATES]:
            found[row.pk] = row
    return list(found.values())


def _comparable(who: str) -> str:
    """The folded name without titles and ranks."""
    return matching_name(without_titles(who))


def _ordered(rows: "QuerySet[Row]", name: str, wanted: str) -> "QuerySet[Row]":
    """Equal names first, so that a crowd of others never hides them."""
    return rows.order_by(Case(When(**{name: wanted}, then=0), default=1), "-pk")


def _waiting(wanted: str, here: set[int]) -> list[Lead | Nomination]:
    leads = Lead.objects.filter(state__in=OPEN_LEADS)
    # A file keeps the name of its lead for the net; its own, clearer name is compared after.
    opened = Nomination.objects.filter(state__in=OPEN_NOMINATIONS).select_related("lead")
    return [
        *_near(leads, "folded_who", wanted, here),
        *_near(opened, "lead__folded_who", wanted, here),
    ]


def _published(found: set[int], on: date) -> set[int]:
    """Of these exemplars those whose story anyone may read now and whose consent stands."""
    if not found:
        return set()
    # Read in two steps: in one, the database first makes the list of everyone who is public.
    stories = Publication.objects.filter(exemplar__in=found)
    told = set(stories.values_list("exemplar_id", flat=True))
    if not told:
        return set()
    told = set(
        Publication.objects.public().filter(exemplar__in=told).values_list("exemplar_id", flat=True)
    )
    return set(public_exemplars(on).filter(pk__in=told).values_list("pk", flat=True))


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

"""Finding who was told of before, without telling more than is public."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from lantoa.core import clock
from lantoa.discovery.rules import closeness
from lantoa.nominations.models import Lead, Nomination
from lantoa.nominations.queries import OPEN_LEADS, OPEN_NOMINATIONS
from lantoa.nominations.rules import matching_name
from lantoa.places.models import AdminUnit, AdminUnitKind
from lantoa.places.queries import with_predecessors
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar
from lantoa.registry.queries import public_exemplars
from lantoa.registry.states import Standing
from lantoa.vietnamese import format_date, split_person_name

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
    wanted = matching_name(who)
    if not wanted:
        return []
    is_exact = place is not None and place.kind != AdminUnitKind.PROVINCE
    here = with_predecessors(place) if place is not None and is_exact else set()
    ranked: list[tuple[int, int, Similar]] = []
    public = _published(on or clock.today())
    for exemplar in _near(
        Exemplar.objects.unmerged().exclude(standing=Standing.REVOKED), "folded_name", wanted, here
    ):
        near = closeness(
            wanted, matching_name(exemplar.full_name), same_place=exemplar.place_id in here
        )
        if near:
            shown = exemplar.pk in public
            ranked.append((near, shown, _of_exemplar(exemplar) if shown else _hidden(exemplar)))
    for record in _waiting(wanted, here):
        if besides is not None and isinstance(record, Lead) and record.pk == besides.pk:
            continue
        name = record.full_name if isinstance(record, Nomination) else record.who
        near = closeness(wanted, matching_name(name), same_place=record.place_id in here)
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


def _near(
    rows: "QuerySet[Exemplar]", field: str, wanted: str, here: set[int]
) -> "QuerySet[Exemplar]":
    found = rows.filter(_may_be_near(field, wanted, here))
    return found.select_related("place").order_by("-pk")[:_MOST_CANDIDATES]


def _may_be_near(field: str, wanted: str, here: set[int]) -> Q:
    """A wide net that the database casts; `closeness` then looks at what is in it.

    One edit leaves the first or the second half of a name as it was.
    """
    middle = len(wanted) // 2
    net = Q(**{field: wanted}) | Q(**{f"{field}__endswith": f" {wanted}"})
    if middle:
        net |= Q(**{f"{field}__startswith": wanted[:middle]})
        net |= Q(**{f"{field}__endswith": wanted[middle:]})
    given = split_person_name(wanted).given
    return net | Q(**{f"{field}__endswith": given}, place__in=here)


def _waiting(wanted: str, here: set[int]) -> list[Lead | Nomination]:
    leads = Lead.objects.filter(_may_be_near("folded_who", wanted, here), state__in=OPEN_LEADS)
    # A file keeps the name of its lead for the net; its own, clearer name is compared after.
    opened = Nomination.objects.filter(state__in=OPEN_NOMINATIONS)
    opened = opened.filter(_through_lead(_may_be_near("folded_who", wanted, here)))
    return [
        *leads.select_related("place").order_by("-pk")[:_MOST_CANDIDATES],
        *opened.select_related("place", "lead").order_by("-pk")[:_MOST_CANDIDATES],
    ]


def _through_lead(net: Q) -> Q:
    return Q(lead__in=Lead.objects.filter(net).values("pk"))


def _published(on: date) -> set[int]:
    """Ids of exemplars whose story anyone may read now and whose consent stands."""
    told = Publication.objects.public().values("exemplar")
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

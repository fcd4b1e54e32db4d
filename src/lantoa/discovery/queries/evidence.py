"""Two records side by side: what each says, where they agree, what a merger would do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from lantoa.core.models import StoredFile
from lantoa.discovery import comparable
from lantoa.discovery.comparable import Key
from lantoa.discovery.matching import explain
from lantoa.discovery.models import DuplicatePair
from lantoa.discovery.rules import agreement
from lantoa.discovery.states import RecordKind
from lantoa.nominations.models import Lead, Nomination
from lantoa.places import queries as places
from lantoa.publishing import queries as publishing
from lantoa.publishing.contract import PictureOf
from lantoa.publishing.models import Publication
from lantoa.registry.models import Exemplar
from lantoa.vietnamese import format_date

#: Words for `rules.agreement`, so that nothing is told by colour alone.
VERDICTS = {
    "same": "Giống nhau",
    "near": "Gần giống",
    "other": "Khác nhau",
    "missing": "Một bên không ghi",
}


@dataclass(frozen=True)
class Shown:
    """A published picture in its smallest size, by an address of this site."""

    address: str
    alt: str


@dataclass(frozen=True)
class Side:
    """One of the two records, with its pictures and papers."""

    kind: RecordKind
    record: Any
    name: str
    number: str
    files: list[StoredFile] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    stories: list[Publication] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One fact on both sides; `verdict` is a key of VERDICTS, or empty where none is meant."""

    label: str
    left: str
    right: str
    verdict: str

    @property
    def word(self) -> str:
        """The verdict in words."""
        return VERDICTS.get(self.verdict, "")


@dataclass(frozen=True)
class Comparison:
    """The page of a pair: sides, facts, and the sentences of the matching for and against."""

    left: Side
    right: Side
    rows: list[Row]
    speaks_for: list[str]
    speaks_against: list[str]


def compare(pair: DuplicatePair, on: date) -> Comparison | None:
    """Both sides as they are now; None when one is no longer there."""
    left, right = _side(pair.left), _side(pair.right)
    if left is None or right is None:
        return None
    rows = [_row(label, left.record, right.record, said) for label, said in _FACTS]
    rows.insert(5, _today(left.record, right.record, on))
    reasons = _reasons(pair)
    return Comparison(
        left, right, [row for row in rows if row.left or row.right],
        [sentence for sentence, weight in reasons if weight > 0],
        [sentence for sentence, weight in reasons if weight < 0],
    )  # fmt: skip


def _reasons(pair: DuplicatePair) -> list[tuple[str, float]]:
    found = comparable.of([pair.left, pair.right])
    if pair.left not in found or pair.right not in found:
        return []
    left, right = found[pair.left].record, found[pair.right].record
    said = explain(left, right, mergers=comparable.commune_mergers())
    return [(reason.sentence, reason.weight) for reason in said]


def _side(key: Key) -> Side | None:
    kind, pk = RecordKind(key[0]), key[1]
    related = ["place", "unit"]
    related += {
        RecordKind.EXEMPLAR: ["sector", "recognition"],
        RecordKind.NOMINATION: ["sector", "verifier", "lead"],
        RecordKind.LEAD: ["entered_by"],
    }[kind]
    record = comparable.MODELS[kind].objects.filter(pk=pk).select_related(*related).first()
    if record is None:
        return None
    name = record.who if kind == RecordKind.LEAD else record.full_name
    number = {RecordKind.LEAD: "number", RecordKind.EXEMPLAR: "code"}.get(kind)
    stories = _stories(record)
    shown = [publishing.item_of(story) for story in stories]
    return Side(
        kind, record, name, getattr(record, number) if number else "", _files(record),
        [_shown(item.picture) for item in shown if item.picture is not None], stories,
    )  # fmt: skip


def _shown(picture: PictureOf) -> Shown:
    smallest = picture.sizes[0].address if picture.sizes else picture.address
    return Shown(smallest.removeprefix(str(settings.LANTOA_BASE_URL)), picture.alt)


def _stories(record: Any) -> list[Publication]:
    if not isinstance(record, Exemplar):
        return []
    return list(Publication.objects.public().filter(exemplar=record))


def _files(record: Any) -> list[StoredFile]:
    """Papers and pictures that whoever reads the record may open."""
    wanted: QuerySet[Any, Any]
    match record:
        case Lead():
            wanted = record.attachments.filter(file__isnull=False).values("file")
        case Nomination():
            wanted = record.claims.filter(evidence__file__isnull=False).values("evidence__file")
        case _:
            proven = record.achievements.filter(evidence__file__isnull=False)
            wanted = proven.values("evidence__file")
    return list(StoredFile.objects.filter(pk__in=cast(Any, wanted)).order_by("pk"))


def _row(label: str, left: Any, right: Any, said: Callable[[Any], str]) -> Row:
    one, other = said(left), said(right)
    # Days and steps of two files differ as a rule: nothing follows from it.
    is_weighed = label not in _NOT_WEIGHED
    return Row(label, one, other, agreement(one, other) if is_weighed else "")


def _today(left: Any, right: Any, on: date) -> Row:
    """Where the two places lie today: mergers of communes make two names one place."""
    one = {unit.name: unit for unit in places.successors(left.place, on)}
    other = {unit.name: unit for unit in places.successors(right.place, on)}
    verdict = "same" if set(one) & set(other) else "other"
    return Row("Nay thuộc", ", ".join(one), ", ".join(other), verdict)


def _name(record: Any) -> str:
    return record.who if isinstance(record, Lead) else record.full_name


def _kind(record: Any) -> str:
    return str(record.get_kind_display())


def _year(record: Any) -> str:
    year = getattr(record, "birth_year", None)
    return str(year) if year else ""


def _work(record: Any) -> str:
    parts = (getattr(record, "occupation", ""), getattr(record, "organisation", ""))
    return ", ".join(part for part in parts if part)


def _deed(record: Any) -> str:
    return record.what if isinstance(record, Lead) else record.deed


def _more(record: Any) -> str:
    parts = (record.when_text, record.why) if isinstance(record, Lead) else (record.summary,)
    return " ".join(part for part in parts if part)


def _sector(record: Any) -> str:
    return str(getattr(record, "sector", ""))


def _dates(record: Any) -> str:
    match record:
        case Lead():
            return f"Kể ngày {format_date(timezone.localdate(record.received_at))}"
        case Nomination():
            return f"Lập hồ sơ ngày {format_date(timezone.localdate(record.opened_at))}"
    decision = getattr(record, "recognition", None)
    number = f", quyết định số {decision.decision_number}" if decision else ""
    told = f"Công nhận ngày {format_date(record.recognised_on)}"
    return told + (number if decision and decision.decision_number else "")


def _step(record: Any) -> str:
    if isinstance(record, Exemplar):
        return str(record.get_standing_display())
    return str(record.get_state_display())


def _confirmed(record: Any) -> str:
    match record:
        case Lead():
            return str(record.witnesses)
        case Nomination():
            verifier = [record.verifier.full_name] if record.verifier else []
            return _names([*verifier, *_confirmers(record.claims.all())])
    return _names([record.verified_by_name, *_confirmers(record.achievements.all())])


def _confirmers(claims: Iterable[Any]) -> list[str]:
    return [claim.confirmed_by for claim in claims if claim.confirmed_by]


def _names(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names))


def _claims(record: Any) -> str:
    if isinstance(record, Lead):
        return ""
    rows = record.achievements if isinstance(record, Exemplar) else record.claims
    return "; ".join(row.statement.rstrip(".") for row in rows.all())


_FACTS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("Tên", _name),
    ("Loại", _kind),
    ("Năm sinh", _year),
    ("Nghề, nơi làm việc", _work),
    ("Địa bàn lúc ấy", lambda record: record.place.name),
    ("Đơn vị giữ hồ sơ", lambda record: record.unit.name),
    ("Việc đã làm", _deed),
    ("Kể thêm", _more),
    ("Lĩnh vực", _sector),
    ("Điều đã hoặc sẽ xác minh", _claims),
    ("Ai xác nhận, ai cùng biết", _confirmed),
    ("Ngày", _dates),
    ("Đang ở bước", _step),
)
_NOT_WEIGHED = frozenset({"Ngày", "Đang ở bước", "Đơn vị giữ hồ sơ", "Lĩnh vực"})

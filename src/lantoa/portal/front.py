"""The front page put together: what editors arranged, or the house's own arrangement.

An arrangement names stories; only public ones are drawn. A story stands on the page once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lantoa.core import clock
from lantoa.planning import queries as planning
from lantoa.portal import queries, sections
from lantoa.portal.queries import Teaser, Tile
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.stories.models import FrontPage, Section

#: What stands there while nothing is arranged: kind and values (`stories.models.front_blocks`).
DEFAULT: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("lead", {}),
    ("latest", {"heading": "Mới kể", "count": 4}),
    ("near", {
        "heading": "Gần bạn",
        "note": "Chọn xã, phường của bạn để xem ở đó có ai, có chuyện gì.",
    }),
    ("practices", {
        "heading": "Cách làm đang được chép lại",
        "note": "Mỗi ô gạch là một nơi đã làm theo và báo lại kết quả.",
        "count": 4,
    }),
    ("call", {"heading": "Quanh bạn có ai đang làm việc tốt?"}),
    ("numbers", {
        "heading": "Lan được tới đâu",
        "note": "Đếm từ hồ sơ đã xác minh, không ai điền tay.",
    }),
    ("sectors", {
        "heading": "Theo việc",
        "note": "Bạn đang lo chuyện gì? Xem người khác đã làm ra sao.",
    }),
    ("map", {}),
    ("gatherings", {"heading": "Sắp gặp nhau", "count": 3}),
    ("plan", {
        "heading": "Việc đã hứa làm",
        "note": "Ai hứa làm gì, khi nào xong, đã tới đâu.",
    }),
)  # fmt: skip
#: Kinds that run over the whole width and need no rule above them.
WIDE = ("lead", "latest", "chosen", "section", "call", "notice")


@dataclass(frozen=True)
class Part:
    """One part as its template (`portal/front/<kind>.html`) draws it."""

    kind: str
    id: str
    heading: str
    note: str
    is_first: bool
    follows_wide: bool
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"portal/front/{self.kind}.html"


class _Board:
    """The stories of the page: asked for together, given out once each."""

    def __init__(self, wanted: Sequence[tuple[str, Mapping[str, Any]]], on: date) -> None:
        public = queries.publications()
        fresh = 1 + sum(value.get("count") or 0 for kind, value in wanted if kind == "latest")
        named = {key for kind, value in wanted for key in _named(kind, value)}
        rows: list[Publication] = list(public.filter(story__in=named)) if named else []
        rows += public[: fresh + len(rows)]
        self._of_section: dict[int, list[int]] = {}
        for key, count in _of_sections(wanted):
            found = list(public.filter(story__section=key)[: count + len(rows)])
            self._of_section[key] = [row.pk for row in found]
            rows += found
        unique = {row.pk: row for row in rows}
        self._teasers = {t.publication.pk: t for t in queries.teasers(unique.values(), on)}
        self._by_story = {row.story_id: row.pk for row in unique.values()}
        newest = sorted(unique.values(), key=lambda row: (row.published_at, row.pk), reverse=True)
        self._newest = [row.pk for row in newest]
        self._reserved = {self._by_story[key] for key in named if key in self._by_story}
        self._shown: set[int] = set()
        self._on = on

    @cached_property
    def tiles(self) -> list[Tile]:
        """The units with their stories, for all parts that need them."""
        return queries.tiles(self._on)

    def story(self, key: int | None) -> Teaser | None:
        """The story with this key while it is public; else the newest that is not on the page."""
        chosen = self._by_story.get(key) if key else None
        found = self._take([chosen] if chosen else [], 1) or self.newest(1)
        return found[0] if found else None

    def newest(self, count: int) -> list[Teaser]:
        """The newest that the page does not show elsewhere."""
        return self._take([pk for pk in self._newest if pk not in self._reserved], count)

    def chosen(self, keys: Sequence[int]) -> list[Teaser]:
        """Those of the stories that are public, in the editor's order."""
        return self._take([self._by_story[key] for key in keys if key in self._by_story], 99)

    def of_section(self, key: int, count: int) -> list[Teaser]:
        return self._take(self._of_section.get(key, []), count)

    def _take(self, keys: Sequence[int], count: int) -> list[Teaser]:
        fresh = [pk for pk in dict.fromkeys(keys) if pk not in self._shown][:count]
        self._shown.update(fresh)
        return [self._teasers[pk] for pk in fresh]


def parts(on: date) -> list[Part]:
    """The front page as it stands on the day `on`."""
    arranged = FrontPage.objects.filter(live=True).first()
    return drawn(arranged, on)


def drawn(page: FrontPage | None, on: date) -> list[Part]:
    """The parts of an arrangement; the house's own for None or an empty one."""
    wanted = [(part.block_type, part.value) for part in page.parts] if page else []
    wanted = wanted or list(DEFAULT)
    board = _Board(wanted, on)
    found: list[Part] = []
    for number, (kind, value) in enumerate(wanted):
        facts = _FACTS[kind](value, board, on)
        if facts is not None:
            before = found[-1].kind if found else "lead"
            heading = facts.pop("heading", None) or value.get("heading") or ""
            found.append(
                Part(
                    kind=kind,
                    id=f"{kind}-{number}",
                    heading=heading,
                    facts=facts,
                    note=value.get("note") or "",
                    is_first=not found,
                    follows_wide=before in WIDE,
                )
            )
    return found


def preview(arranged: Any) -> tuple[str, dict[str, Any]]:
    """Template and context in which editors see a draft (`stories.models.Arranged`)."""
    on = clock.today()
    if isinstance(arranged, Section):
        return "portal/section_preview.html", sections.facts_of(arranged, 1, on)
    return "portal/home_preview.html", {"parts": drawn(arranged, on)}


def _keys(values: Any) -> Iterator[int]:
    yield from (int(value) for value in values or [] if str(value).isdecimal())


def _named(kind: str, value: Mapping[str, Any]) -> Iterator[int]:
    if kind == "lead":
        yield from _keys([value.get("story")])
    if kind == "chosen":
        yield from _keys(value.get("stories"))


def _of_sections(wanted: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[int, int]]:
    for kind, value in wanted:
        for key in _keys([value.get("section")]) if kind == "section" else ():
            yield key, value.get("count") or 4


Facts = dict[str, Any] | None


def _lead(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    return {"teaser": board.story(next(_named("lead", value), None))}


def _latest(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    found = board.newest(value.get("count") or 4)
    return {"teasers": found, "total": queries.publications().count()} if found else None


def _chosen(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    found = board.chosen(list(_named("chosen", value)))
    return {"teasers": found} if found else None


def _section(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    section = Section.objects.filter(pk__in=_keys([value.get("section")])).first()
    found = board.of_section(section.pk, value.get("count") or 4) if section else []
    if section is None or not found:
        return None
    return {"teasers": found, "section": section, "heading": section.name}


def _practices(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    chosen = list(_keys(value.get("practices")))
    if chosen:
        rows = {row.practice.pk: row for row in queries.practice_rows(
            queries.practices(on).filter(pk__in=chosen))}  # fmt: skip
        found = [rows[key] for key in chosen if key in rows]
        if found:
            return {"rows": found}
    return {"rows": queries.most_copied(on, value.get("count") or 4)}


def _near(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    tiles = board.tiles
    told = sorted((tile for tile in tiles if tile.count), key=lambda tile: -tile.count)
    return {"tiles": tiles, "told": told[:8]} if tiles else None


def _map(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    tiles = board.tiles
    empty = [tile for tile in tiles if not tile.count]
    return {"tiles": tiles, "empty": empty, "told": len(tiles) - len(empty)} if tiles else None


def _sectors(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    found = queries.sectors()
    return {"sectors": found} if found else None


def _numbers(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    numbers = queries.numbers(on)
    return {"numbers": numbers} if numbers.stories else None


def _plan(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    plan = queries.current_plan(on)
    movement = planning.current_movement(on)
    if not plan and not movement:
        return None
    duties = queries.duties(plan, on) if plan else None
    return {"plan": plan, "duties": duties, "movement": movement}


def _plain(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    return {"text": value.get("text")}


def _gatherings(value: Mapping[str, Any], board: _Board, on: date) -> Facts:
    found = publishing.gatherings_soon(on, value.get("count") or 3)
    return {"gatherings": found} if found else None


_FACTS = {
    "lead": _lead, "latest": _latest, "chosen": _chosen, "section": _section, "near": _near,
    "practices": _practices, "numbers": _numbers, "sectors": _sectors, "map": _map,
    "plan": _plan, "gatherings": _gatherings, "call": _plain, "notice": _plain,
}  # fmt: skip

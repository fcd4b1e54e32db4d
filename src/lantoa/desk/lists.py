"""What every list of the desk does: filter by state, search, pages, export."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 20
#: A cell that starts so is run as a formula by spreadsheet programs (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Choice:
    """One filter above a list, with how many rows it would show."""

    value: str
    label: str
    count: int
    is_on: bool


def choices(
    request: HttpRequest,
    rows: models.QuerySet[Any],
    states: type[models.TextChoices],
    *,
    parameter: str = "buoc",
    field: str = "state",
) -> tuple[models.QuerySet[Any], list[Choice]]:
    """The rows in the state asked for, and the filters with their counts (one query)."""
    wanted = request.GET.get(parameter, "")
    counted = dict(
        rows.order_by().values_list(field).annotate(number=models.Count("pk", distinct=True))
    )
    offered = [Choice("", "Tất cả", sum(counted.values()), wanted not in states.values)]
    offered += [
        Choice(state.value, str(state.label), counted.get(state.value, 0), wanted == state.value)
        for state in states
    ]
    if wanted in states.values:
        rows = rows.filter(**{field: wanted})
    return rows, [choice for choice in offered if choice.count or choice.is_on]


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page asked for by `?trang=`; a number out of bounds gives the nearest page."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))


def wants_table(request: HttpRequest) -> bool:
    """Whether the list is asked for as a file."""
    return request.GET.get("xuat") == "csv"


def table(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file (UTF-8 with mark, so that spreadsheet programs read the Vietnamese letters)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def neutral(cell: object) -> str:
    """The cell as text that no spreadsheet program takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text

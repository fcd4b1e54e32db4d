"""What every list of the desk does: filter by state, search, pages, export."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest

PAGE_SIZE = 20


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

"""Pages of a list, whatever somebody writes into the address."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(rows: Any, request: HttpRequest, per_page: int) -> "Page[Any]":
    """The page that `?trang=` names: the first for nonsense, the last for a number too high."""
    return Paginator(rows, per_page).get_page(request.GET.get("trang"))

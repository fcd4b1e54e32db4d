"""Who may come to the desk, and what may be found there.

A page that needs a right one holds nowhere answers 403. A record of a unit in which one has no
role answers 404, exactly like a missing one: nobody learns from an address that it exists.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from lantoa.accounts.models import User

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def desk_page(
    *permissions: str,
) -> Callable[
    [Callable[Concatenate[DeskRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Only for people signed in who hold one of `permissions` in some unit (any, when none)."""

    def guard(
        view: Callable[Concatenate[DeskRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path())
            if permissions and not any(user.may(name, None) for name in permissions):
                return render(request, "desk/forbidden.html", status=403)
            return view(cast(DeskRequest, request), *args, **kwargs)

        return guarded

    return guard


def find(rows: models.QuerySet[Row], **lookup: object) -> Row:
    """The one row of an already filtered set, or 404: hidden and missing look the same."""
    try:
        found = rows.filter(**lookup).first()
    except OverflowError:  # a number in the address that no row of SQLite can have
        found = None
    if found is None:
        raise Http404
    return found

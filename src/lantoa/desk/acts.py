"""What can be done on the page of a record: one table a page, each line a form and an action.

A page offers the lines whose right one holds in the record's unit and whose moment it is. A line
that is refused comes back on the same page with all reasons and everything that was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.files import FileRefused
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest

Record = TypeVar("Record", bound=models.Model)


def _plain(request: DeskRequest, record: Any, **given: Any) -> HouseForm:
    return HouseForm(**given)


def _always(record: Any) -> bool:
    return True


@dataclass(frozen=True)
class Act(Generic[Record]):
    """One line: who may, what is asked, what is done, what is said, where on the page.

    Without a permission the action itself asks who may (a member of a panel votes by the seat).
    """

    permission: str
    done: str
    run: Callable[[Record, dict[str, Any], User, datetime], object]
    form: Callable[..., HouseForm] = _plain  # (request, record, **arguments of the form)
    is_open: Callable[[Record], bool] = _always
    anchor: str = ""
    #: The page is shown at once with what the act gives (`Page.given`), and asked for anew it
    #: does not come again: for looks that are logged each time.
    shows: bool = False


Acts = Mapping[str, Act[Record]]


@dataclass
class Page(Generic[Record]):
    """A page in the making: the forms it offers and what stands against the last attempt."""

    request: DeskRequest
    record: Record
    unit: models.Model
    acts: Acts[Record]
    reasons: list[str] = field(default_factory=list)
    failed: str = ""
    given: dict[str, object] = field(default_factory=dict)
    forms: dict[str, HouseForm] = field(default_factory=dict)

    def answer(self) -> HttpResponse | None:
        """Do what was posted. A redirect or a refusal of rights; None when the page is shown."""
        if self.request.method == "POST":
            response = self._do(self.request.POST.get("do", ""))
            if response is not None:
                return response
        self.offer()
        return None

    def offer(self) -> None:
        """Put an empty form for each act that is open to this person at this moment."""
        for name, act in self.acts.items():
            if name not in self.forms and self._is_offered(act):
                self.forms[name] = act.form(self.request, self.record, auto_id=f"{name}-%s")

    @property
    def status(self) -> int:
        """200, or 422 when the last attempt was refused."""
        return 422 if self.failed else 200

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(id, sentence) of all that stands against the last attempt, for the summary."""
        form = self.forms.get(self.failed)
        return form.error_list() if form is not None else []

    def _is_offered(self, act: Act[Record]) -> bool:
        return self._may(act) and act.is_open(self.record)

    def _may(self, act: Act[Record]) -> bool:
        return not act.permission or self.request.user.may(act.permission, self.unit)  # type: ignore[arg-type]  # an OrgUnit

    def _do(self, name: str) -> HttpResponse | None:
        act = self.acts.get(name)
        if act is None:
            raise Http404
        if not self._may(act):
            return render(self.request, "desk/forbidden.html", status=403)
        form = act.form(
            self.request,
            self.record,
            auto_id=f"{name}-%s",
            data=self.request.POST,
            files=self.request.FILES,
        )
        self.forms[name] = form
        if form.is_valid():
            self.reasons = refused(
                lambda: self.given.update(
                    {name: act.run(self.record, form.cleaned_data, self.request.user, clock.now())}
                )
            )
            if not self.reasons and act.shows:
                return None
            if not self.reasons:
                messages.success(self.request, act.done)
                return redirect(f"{self.request.path}{'#' + act.anchor if act.anchor else ''}")
            self.record.refresh_from_db()
        self.failed = name
        return None


def refused(act: Callable[[], object]) -> list[str]:
    """Why `act` did not do it, as sentences; empty when it is done."""
    try:
        act()
    except Refused as refusal:
        return refusal.reasons
    except FileRefused as refusal:
        return [refusal.reason]
    return []

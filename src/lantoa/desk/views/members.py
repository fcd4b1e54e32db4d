"""Accounts and roles, for administrators, within their units."""

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.accounts import actions
from lantoa.accounts.forms import AccountForm, EndForm, GrantForm
from lantoa.accounts.models import Membership, User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.core.tables import table
from lantoa.desk import lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.acts import refused
from lantoa.vietnamese import fold


@desk_page("member.manage")
def members(request: DeskRequest) -> HttpResponse:
    """Everybody with a role in the administrator's units, now or before."""
    rows = _people(request.user)
    search = request.GET.get("tim", "").strip()
    if search:
        # The key for sorting begins with the given name, so the folded name is compared here.
        wanted = [
            user.pk for user in rows if fold(search) in fold(f"{user.full_name} {user.email}")
        ]
        rows = rows.filter(pk__in=wanted)
    if lists.wants_table(request):
        return table(
            "tai-khoan",
            ["Họ và tên", "Thư điện tử", "Đơn vị", "Vai trò", "Từ ngày", "Đến hết ngày"],
            (
                (
                    user.full_name,
                    user.email,
                    held.unit.name,
                    held.get_role_display(),
                    held.starts_on,
                    held.ends_on,
                )
                for user in rows
                for held in user.memberships.all()
            ),
        )
    return render(
        request,
        "desk/members.html",
        {"page": lists.page_of(request, rows), "search": search, "today": clock.today()},
    )


@desk_page("member.manage")
def member_new(request: DeskRequest) -> HttpResponse:
    """A new account with its first role; the first password is shown once."""
    form = AccountForm(
        request.POST or None,
        units=request.user.units_where("member.manage"),
        today=clock.today(),
    )
    if request.method == "POST" and form.is_valid():
        password = secrets.token_urlsafe(12)
        at, facts = clock.now(), form.cleaned_data
        user = actions.create_user(
            full_name=facts["full_name"],
            email=facts["email"],
            password=password,
            by=request.user,
            at=at,
        )
        actions.grant(
            user=user,
            unit=facts["unit"],
            role=facts["role"],
            starts_on=facts["starts_on"],
            by=request.user,
            at=at,
        )
        return render(request, "desk/member_made.html", {"member": user, "password": password})
    return render(
        request, "desk/member_new.html", {"form": form}, status=422 if form.errors else 200
    )


@desk_page("member.manage")
def member(request: DeskRequest, pk: int) -> HttpResponse:
    """One person: roles held and ended, a new role, the last day of one."""
    user = find(_people(request.user), pk=pk)
    units, today = request.user.units_where("member.manage"), clock.today()
    grant_form = GrantForm(units=units, today=today)
    ending: EndForm | None = None
    if request.method == "POST" and request.POST.get("do") == "grant":
        grant_form = GrantForm(request.POST, units=units, today=today)
        if grant_form.is_valid() and _is_done(
            grant_form,
            lambda: actions.grant(
                user=user, **grant_form.cleaned_data, by=request.user, at=clock.now()
            ),
        ):
            messages.success(request, f"Đã trao vai trò cho {user.full_name}.")
            return redirect("desk:member", pk=pk)
    elif request.method == "POST":
        held = find(_held(request.user), pk=_number(request.POST.get("role")), user=user)
        end_form = ending = EndForm(request.POST, starts_on=held.starts_on)
        if end_form.is_valid() and _is_done(
            end_form,
            lambda: actions.end(
                membership=held,
                on=end_form.cleaned_data["ends_on"],
                by=request.user,
                at=clock.now(),
            ),
        ):
            messages.success(request, "Đã ghi ngày thôi vai trò.")
            return redirect("desk:member", pk=pk)
    shown = {"member": user, "roles": _held(request.user).filter(user=user), "today": today}
    status = 422 if grant_form.errors or ending is not None else 200
    shown |= {"form": grant_form, "ending": ending}
    return render(request, "desk/member.html", shown, status=status)


def _is_done(form: HouseForm, act: Callable[[], object]) -> bool:
    reasons = refused(act)
    for reason in reasons:
        form.add_error(None, reason)
    return not reasons


def _held(user: User) -> QuerySet[Membership]:
    units = user.units_where("member.manage")
    return Membership.objects.filter(unit__in=units).select_related("unit")


def _people(user: User) -> QuerySet[User]:
    shown = Prefetch("memberships", _held(user))
    here = User.objects.filter(memberships__in=_held(user)).distinct()
    return here.prefetch_related(shown).order_by("sort_key")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0

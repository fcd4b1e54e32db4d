"""Rules before recognition, and the days off: dated data that officers keep."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock, workdays
from lantoa.core.models import CalendarDay
from lantoa.desk import acts
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.desk.forms import CalendarForm
from lantoa.nominations import actions
from lantoa.nominations.forms.reviews import ReviewRuleForm
from lantoa.nominations.models import ReviewRule


@desk_page("criteria.enact", "exemplar.read")
def rules(request: DeskRequest) -> HttpResponse:
    """The rules of every unit, those in force first; a form for who may set one."""
    units = request.user.units_where("criteria.enact").order_by("sort_key")
    may_set = request.user.may("criteria.enact", None)
    if request.method == "POST" and not may_set:
        return render(request, "desk/forbidden.html", status=403)
    form = ReviewRuleForm(
        request.POST if request.method == "POST" else None,
        units=units,
        initial={"valid_from": clock.today()},
    )
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        reasons = acts.refused(
            lambda: actions.set_review_rule(**form.cleaned_data, by=request.user, at=clock.now())
        )
        if not reasons:
            messages.success(request, "Đã đặt quy định.")
            return redirect("desk:rules")
    context: dict[str, Any] = {
        "rows": ReviewRule.objects.select_related("unit"),
        "today": clock.today(),
        "form": form if may_set else None,
        "reasons": reasons,
    }
    return render(request, "desk/reviews/rules.html", context, status=422 if form.is_bound else 200)


@desk_page()
def calendar(request: DeskRequest) -> HttpResponse:
    """Days that a decision makes worked or off; administrators add and remove them."""
    may_set = request.user.may("calendar.set", None)
    if request.method == "POST" and not may_set:
        return render(request, "desk/forbidden.html", status=403)
    reasons: list[str] = []
    form = CalendarForm(request.POST if request.POST.get("do") == "set" else None)
    if request.method == "POST":
        reasons = _change(request, form)
        if not reasons and not (form.is_bound and form.errors):
            return redirect("desk:calendar")
    context = {
        "rows": CalendarDay.objects.order_by("-day"),
        "form": form if may_set else None,
        "reasons": reasons,
        "may_set": may_set,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/reviews/calendar.html", context, status=status)


def _change(request: DeskRequest, form: CalendarForm) -> list[str]:
    by, at = request.user, clock.now()
    if form.is_bound:
        if not form.is_valid():
            return []
        facts = form.cleaned_data
        done = acts.refused(lambda: workdays.set_day(**facts, by=by, at=at))
        if not done:
            messages.success(request, "Đã ghi. Thời hạn tính từ nay theo ngày này.")
        return done
    pk = request.POST.get("row", "")
    row = CalendarDay.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if row is None:
        return ["Ngày này đã được bỏ trước đó."]
    messages.success(request, "Đã bỏ. Ngày ấy theo lịch thường.")
    return acts.refused(lambda: workdays.forget_day(row=row, by=by, at=at))

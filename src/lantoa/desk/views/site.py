"""Who answers for the public site: one form, for administrators of the province."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.desk.acts import refused
from lantoa.places import actions, queries
from lantoa.places.forms import SiteContactForm


@desk_page("member.manage")
def show(request: DeskRequest) -> HttpResponse:
    """What stands at the foot of every page, and on the contact pages."""
    now = model_to_dict(queries.site_contact(), fields=SiteContactForm.base_fields)
    form = SiteContactForm(request.POST or None, initial=now)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        reasons = refused(
            lambda: actions.describe_site(**form.cleaned_data, by=request.user, at=clock.now())
        )
        if not reasons:
            messages.success(request, "Đã lưu. Cuối mỗi trang của cổng đã đổi theo.")
            return redirect("desk:site")
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/site.html", {"form": form, "reasons": reasons}, status=status)

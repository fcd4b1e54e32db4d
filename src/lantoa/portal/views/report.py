"""A reader finds something wrong: a form, and a receipt to ask with."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantoa.core import clock
from lantoa.core.actors import PUBLIC
from lantoa.core.workflow import Refused
from lantoa.nominations import actions as nominations
from lantoa.nominations.actions import ComplaintReceipt
from lantoa.places import queries as places
from lantoa.portal import queries, throttle
from lantoa.portal.forms import ReportForm
from lantoa.publishing.content import STORY_PATH
from lantoa.publishing.models import Publication

#: Complaints one connection may send in an hour.
SENT_AN_HOUR = 10
_TOO_OFTEN = (
    "Từ chỗ bạn vừa gửi nhiều phản ánh quá. Chờ một giờ rồi gửi lại, hoặc gọi 0258 000 0000."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The form about the story named by `bai` (or the portal as a whole); then the receipt.

    Of a story that rests nothing is shown: not its title, not that it has one.
    """
    about = queries.publication_at(request.GET.get("bai", "")[:120])
    shown = queries.publications().filter(pk=about.pk).first() if about else None
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={"key": secrets.token_urlsafe(24)},
    )
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            receipt = _take(request, form, about)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            done = {"receipt": receipt, "about": shown, "noindex": True}
            return render(request, "portal/reported.html", done)
    context = {"form": form, "about": shown, "subject": about, "reasons": reasons}
    status = 422 if form.errors or reasons else 200
    return render(request, "portal/report.html", context, status=status)


def _take(request: HttpRequest, form: ReportForm, about: Publication | None) -> ComplaintReceipt:
    facts = form.cleaned_data
    if not throttle.may("reported", request, most=SENT_AN_HOUR, seconds=3600):
        raise Refused([_TOO_OFTEN])
    return nominations.complain(
        subject=STORY_PATH.format(about.slug) if about else "",
        title=about.title if about else "",
        unit=about.unit if about else places.root(),
        reason=facts["reason"],
        text=facts["text"],
        contact=form.contact(),
        idempotency_key=facts["key"] or None,
        by=PUBLIC,
        at=clock.now(),
    )

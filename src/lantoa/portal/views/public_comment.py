"""Public comment: the notices that run, one notice with its form, and the receipt.

Only what `PublicComment.objects.public` lets through is shown. The pages follow the calendar,
so they are drawn for each visit and never kept.
"""

import secrets
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.actors import PUBLIC
from lantoa.core.workflow import Refused
from lantoa.nominations import actions as nominations
from lantoa.nominations.actions import OpinionReceipt
from lantoa.nominations.models import PublicComment
from lantoa.nominations.queries import checking
from lantoa.nominations.states import CommentState, OpinionChannel
from lantoa.portal import throttle
from lantoa.portal.forms import OpinionForm

#: Opinions one connection may send in an hour.
SENT_AN_HOUR = 10
_TOO_OFTEN = "Từ chỗ bạn vừa gửi nhiều ý kiến quá. Chờ một giờ rồi gửi lại, hoặc gọi 0258 000 0000."


def _today() -> date:
    return timezone.localdate(clock.now())


@never_cache
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The notices that run today, those that end first on top."""
    notices = checking.public_comments(_today())
    return render(request, "portal/comments/list.html", {"notices": notices})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One notice and the form; once it is over, only that it is."""
    notice = checking.public_comments(_today()).filter(number=number.upper()).first()
    if notice is None:
        return _over(request, number)
    form = OpinionForm(
        request.POST if request.method == "POST" else None,
        initial={"key": secrets.token_urlsafe(24)},
    )
    reasons: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            receipt = _take(request, form, notice)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            done = {"receipt": receipt, "notice": notice, "noindex": True}
            return render(request, "portal/comments/received.html", done)
    context = {"notice": notice, "form": form, "reasons": reasons, "noindex": True}
    status = 422 if form.errors or reasons else 200
    return render(request, "portal/comments/show.html", context, status=status)


def _over(request: HttpRequest, number: str) -> HttpResponse:
    """A notice that was public once: nothing of it but its number. Never public: 404."""
    was_public = PublicComment.objects.filter(number=number.upper()).exclude(
        state=CommentState.PLANNED
    )
    if not was_public.exists():
        raise Http404
    context = {"number": number.upper(), "noindex": True}
    return render(request, "portal/comments/over.html", context, status=410)


def _take(request: HttpRequest, form: OpinionForm, notice: PublicComment) -> OpinionReceipt:
    facts = form.cleaned_data
    if not throttle.may("opinion", request, most=SENT_AN_HOUR, seconds=3600):
        raise Refused([_TOO_OFTEN])
    return nominations.give_opinion(
        comment=notice,
        channel=OpinionChannel.WEB,
        stance=facts["stance"],
        text=facts["text"],
        contact=form.contact(),
        idempotency_key=facts["key"] or None,
        by=PUBLIC,
        at=clock.now(),
    )

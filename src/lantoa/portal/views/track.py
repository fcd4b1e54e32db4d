"""Asking after what one told, with the code of the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantoa.nominations import queries as nominations
from lantoa.nominations.queries import checking
from lantoa.portal import throttle
from lantoa.portal.forms import TrackForm

#: Guesses a connection may make in ten minutes; a code has 130 bits.
TRIES, WINDOW = 20, 600
_UNKNOWN = (
    "Không có lời kể, phản ánh hay ý kiến nào với mã này. Xem lại từng chữ; số 0 và chữ O, số 1 và chữ I "
    "đều nhận như nhau. Mất mã thì gọi 0258 000 0000."
)
_TOO_OFTEN = "Bạn đã thử nhiều lần quá. Chờ mười phút rồi thử lại."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The form; with a known code, where the lead stands and nothing else of it.

    A wrong code, a mistyped one and somebody else's are answered in the same words.
    """
    form = TrackForm(request.POST if request.method == "POST" else None)
    status, reasons, code, kind = None, [], 200, "Lời kể"
    if form.is_bound and not throttle.may("track", request, most=TRIES, seconds=WINDOW):
        reasons, code = [_TOO_OFTEN], 429
    elif form.is_bound and form.is_valid():
        lead = nominations.find_by_code(form.cleaned_data["code"])
        complaint = None if lead else nominations.find_complaint(form.cleaned_data["code"])
        opinion = None if lead or complaint else checking.find_opinion(form.cleaned_data["code"])
        if lead is not None:
            status = nominations.public_status(lead)
        elif complaint is not None:
            status, kind = nominations.complaint_status(complaint), "Phản ánh"
        elif opinion is not None:
            status, kind = checking.opinion_status(opinion), "Ý kiến"
        else:
            form.add_error("code", _UNKNOWN)
    context = {"form": form, "status": status, "reasons": reasons, "kind": kind}
    return render(request, "portal/track.html", context, status=code)

"""Asking after what one told, with the code of the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantoa.core import clock
from lantoa.core.actors import PUBLIC
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.nominations import queries as nominations
from lantoa.nominations.queries import checking, tellers
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What is held of the one who holds the code, and the way to have it erased: shown, asked
    once more, done. The code comes with every step; nothing is kept between them.
    """
    form = TrackForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return redirect("portal:track")
    code, step = form.cleaned_data["code"], request.POST.get("buoc", "")
    context = {"form": form, "code": code, "step": "shown", "held": None, "told": None}
    if not throttle.may("track", request, most=TRIES, seconds=WINDOW):
        context = {"form": form, "reasons": [_TOO_OFTEN]}
        return render(request, "portal/track.html", context, status=429)
    given = {"code": code, "by": PUBLIC, "at": clock.now()}
    status = 200
    try:
        if step == "xoa-that":
            context |= {"told": actions.erase_own_contact(**given), "step": "erased"}
        elif step == "xoa" and tellers.is_held(code):
            context |= {"step": "sure"}
        else:
            # Not named `contact`: that is the office's, at the foot of every page.
            held = actions.show_own_contact(**given)
            context |= {"held": held, "told": tellers.told_with(code)}
    except Refused as refusal:
        told = tellers.told_with(code)
        if told is None:
            form.add_error("code", _UNKNOWN)
            return render(request, "portal/track.html", {"form": form})
        context |= {"told": told, "reasons": refusal.reasons}
        status = 422
    return render(request, "portal/track_mine.html", context, status=status)

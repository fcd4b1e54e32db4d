"""Telling of somebody, in four short steps; nothing typed is ever lost, and it is sent once.

This is the plain way: forms and a session, no script. Where there are scripts, the first page
becomes a telling that is kept on the phone and sent from there (`views.tell`).
"""

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantoa.core.files import FileRefused
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.portal import drafts, telling, throttle
from lantoa.portal.forms import MOST_FILES
from lantoa.vietnamese import nfc

LAST = len(telling.STEPS)
#: Where in the session the answers stand, and the receipt of what was sent.
TOLD, RECEIPT = "told", "receipt"
#: Nobody types more; the forms refuse earlier.
LONGEST_ANSWER = 12_000


@never_cache
@require_http_methods(["GET", "HEAD"])
def begin(request: HttpRequest) -> HttpResponse:
    """The first step; `noi` chooses the place beforehand."""
    told = request.session.get(TOLD) or {}
    place = request.GET.get("noi", "")[:10]
    form = _form(1, told, initial={"place": place})
    # Who began without scripts goes on without them.
    return _show(request, 1, form, told, on_phone=None if told else telling.on_phone(place))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, step: int) -> HttpResponse:
    """Show a step, or take what was typed in it and go on, back, or send."""
    if not 1 <= step <= LAST:
        raise Http404
    told = request.session.get(TOLD) or {}
    if request.method != "POST":
        if step > 1 and "1" not in told.get("answers", {}):
            return redirect("portal:nominate")
        return _show(request, step, _form(step, told), told)
    if step > 1 and not told:
        # The session ended, or the button was pressed again after sending.
        return redirect("portal:received" if request.session.get(RECEIPT) else "portal:nominate")
    return _take(request, step, told)


def _take(request: HttpRequest, step: int, told: dict[str, Any]) -> HttpResponse:
    told.setdefault("key", secrets.token_urlsafe(24))
    answers = told.setdefault("answers", {})
    names = [name for name in telling.FORMS[step].base_fields if name != "papers"]
    answers[str(step)] = {name: _typed(request, name) for name in names}
    form = _form(step, told, request=request)
    valid = form.is_valid()
    if step == 3:
        _keep_files(request, form, told)
    request.session[TOLD] = told
    if "back" in request.POST and step > 1:
        return redirect("portal:nominate", step - 1)
    if not valid:
        return _show(request, step, form, told)
    if step < LAST:
        return redirect("portal:nominate", step + 1)
    return _send(request, form, told)


def _send(request: HttpRequest, form: HouseForm, told: dict[str, Any]) -> HttpResponse:
    forms = {number: _form(number, told, answered=True) for number in telling.FORMS}
    for number, earlier in forms.items():
        if not earlier.is_valid():
            return redirect("portal:nominate", number)
    if not throttle.may("told", request, most=telling.SENT_AN_HOUR, seconds=3600):
        return _show(request, LAST, form, told, reasons=[telling.TOO_OFTEN])
    try:
        receipt = telling.submit(forms, files=drafts.opened(told.get("files", [])), key=told["key"])
    except Refused as refusal:
        return _show(request, LAST, form, told, reasons=refusal.reasons)
    except FileRefused as refusal:
        return _show(request, LAST, form, told, reasons=[refusal.reason])
    request.session[RECEIPT] = {
        "code": receipt.code,
        "number": receipt.lead.number,
        "who": receipt.lead.who,
        "unit": receipt.lead.unit.name,
        "due_on": receipt.lead.due_on.isoformat(),
    }
    del request.session[TOLD]
    drafts.forget(told.get("files", []))
    return redirect("portal:received")


@never_cache
@require_http_methods(["GET", "HEAD"])
def received(request: HttpRequest) -> HttpResponse:
    """The receipt: the code in large letters, and what happens next."""
    receipt = request.session.get(RECEIPT)
    if not receipt:
        return HttpResponseRedirect("../")
    context = {"receipt": receipt, "due_on": date.fromisoformat(receipt["due_on"]), "noindex": True}
    return render(request, "portal/received.html", context)


def _form(
    step: int,
    told: dict[str, Any],
    *,
    request: HttpRequest | None = None,
    answered: bool = False,
    initial: dict[str, Any] | None = None,
) -> HouseForm:
    """The form of a step: with what was just sent, with what was answered, or to be filled in."""
    answers = told.get("answers", {}).get(str(step))
    kwargs: dict[str, Any] = {}
    if request is not None:
        kwargs = {"data": request.POST, "files": request.FILES}
    elif answered:
        kwargs = {"data": answers or {}}
    elif answers or initial:
        kwargs = {"initial": answers or initial}
    if step == 1 and not answered:
        # Not asked again when sending: pressed twice, one would be similar to oneself.
        kwargs["similar"] = telling.similar(
            (answers or {}).get("who", ""), (answers or {}).get("place", "")
        )
    return telling.form_of(step, **kwargs)


def _typed(request: HttpRequest, name: str) -> str:
    return nfc(request.POST.get(name, "")[:LONGEST_ANSWER]).replace("\0", "")


def _keep_files(request: HttpRequest, form: HouseForm, told: dict[str, Any]) -> None:
    """Put good files aside whatever else is wrong; `bo` names those to throw away."""
    kept = told.setdefault("files", [])
    dropped = [note for note in kept if note["path"] in request.POST.getlist("bo")]
    drafts.forget(dropped)
    kept[:] = [note for note in kept if note not in dropped]
    uploads = form.cleaned_data.get("papers") or []
    if len(kept) + len(uploads) > MOST_FILES:
        form.add_error("papers", f"Gửi được {MOST_FILES} tệp. Bỏ bớt rồi gửi lại.")
        return
    drafts.sweep()
    kept += [drafts.keep(upload, upload.content_type or "") for upload in uploads]


def _show(
    request: HttpRequest,
    step: int,
    form: HouseForm,
    told: dict[str, Any],
    reasons: list[str] | None = None,
    on_phone: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        **(on_phone or {}),
        "form": form,
        "step": step,
        "steps": list(enumerate(telling.STEPS, 1)),
        "last": LAST,
        "files": told.get("files", []),
        "reasons": reasons,
        "who": told.get("answers", {}).get("1", {}).get("who", ""),
        "noindex": step > 1,
        "canonical": "/gioi-thieu/",
    }
    return render(request, "portal/nominate.html", context)

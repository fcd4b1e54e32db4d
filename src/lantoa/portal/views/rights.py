"""People see and ask about what is held of them, without an account: a code by e-mail."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lantoa.core import clock
from lantoa.core.actors import PUBLIC, SUBJECT
from lantoa.core.workflow import Refused
from lantoa.nominations import actions as nominations
from lantoa.nominations import queries
from lantoa.nominations.models import RightsRequest
from lantoa.nominations.states import Identified
from lantoa.portal import throttle
from lantoa.portal.forms import CodeForm, EmailForm, RequestForm
from lantoa.publishing import queries as publishing
from lantoa.registry.models import Exemplar
from lantoa.reports import subjects

#: Codes asked for and codes typed by one connection in an hour; seconds a proof lasts.
ASKED, TYPED, HOUR, LASTS = 10, 30, 3600, 1800
_ASKING, _BROWSER, _PROVEN = "rights.asking", "rights.browser", "rights.proven"
_TOO_OFTEN = "Từ chỗ bạn vừa thử nhiều lần quá. Chờ một giờ rồi thử lại, hoặc đến gặp cán bộ."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The address of e-mail, then the code, then what is held and what can be asked."""
    does = {"email": _ask_code, "code": _prove, "ask": _ask, "copy": _copy, "leave": _leave}
    if request.method == "POST":
        step = does.get(request.POST.get("do", ""))
        if step is None:
            raise Http404
        return step(request)
    if _people(request):
        return _mine(request)
    if _ASKING in request.session and "lai" not in request.GET:
        return _page(request, "code", CodeForm())
    return _page(request, "email", EmailForm())


def _copy(request: HttpRequest) -> HttpResponse:
    """Everything that is held, as a file to keep; for who proved to be that person."""
    exemplar = _who(request)
    at = clock.now()
    nominations.hand_copy(exemplar=exemplar, by=SUBJECT, at=at)
    response = HttpResponse(subjects.copy(exemplar, at=at), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{exemplar.code}.zip"'
    return response


def _who(request: HttpRequest) -> Exemplar:
    exemplar = next((p for p in _people(request) if p.code == request.POST.get("who")), None)
    if exemplar is None:
        raise Http404
    return exemplar


def _ask_code(request: HttpRequest) -> HttpResponse:
    form = EmailForm(request.POST)
    if not form.is_valid():
        return _page(request, "email", form, status=422)
    if not throttle.may("rights-asked", request, most=ASKED, seconds=HOUR):
        return _page(request, "email", form, reasons=[_TOO_OFTEN], status=429)
    browser = request.session.setdefault(_BROWSER, secrets.token_urlsafe(32))
    try:
        code = nominations.ask_code(
            email=form.cleaned_data["email"], browser=browser, by=PUBLIC, at=clock.now()
        )
    except Refused as refusal:
        return _page(request, "email", form, reasons=refusal.reasons, status=422)
    request.session[_ASKING] = code.pk
    return redirect("portal:rights")


def _prove(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, "code", form, status=422)
    if not throttle.may("rights-typed", request, most=TYPED, seconds=HOUR):
        return _page(request, "code", form, reasons=[_TOO_OFTEN], status=429)
    at = clock.now()
    try:
        code = nominations.prove(
            code_pk=request.session.get(_ASKING, 0), digits=form.cleaned_data["code"],
            browser=request.session.get(_BROWSER, ""), by=SUBJECT, at=at,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("code", " ".join(refusal.reasons))
        return _page(request, "code", form, status=422)
    request.session.cycle_key()  # whoever knew the session before does not share the proof
    request.session.pop(_ASKING, None)
    request.session[_PROVEN] = [code.pk, at.timestamp() + LASTS]
    return redirect("portal:rights")


def _ask(request: HttpRequest) -> HttpResponse:
    if not _people(request):
        return redirect("portal:rights")  # the half hour is over
    exemplar = _who(request)
    form = _request_form(exemplar, request.POST)
    reasons: list[str] = []
    if form.is_valid():
        try:
            made = nominations.ask(
                exemplar=exemplar, identified=Identified.EMAIL, by=SUBJECT, at=clock.now(),
                kind=form.cleaned_data["kind"], text=form.cleaned_data["text"],
                channels=form.cleaned_data["channels"] or None,
                only_images=form.cleaned_data["only_images"],
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            return redirect(f"{request.path}?xong={made.number}#{exemplar.code}")
    return _mine(request, failed=form, reasons=reasons)


def _leave(request: HttpRequest) -> HttpResponse:
    for name in (_ASKING, _BROWSER, _PROVEN):
        request.session.pop(name, None)
    return redirect("portal:rights")


def _people(request: HttpRequest) -> list[Exemplar]:
    """Those whose address of e-mail this browser proved to read, within the last half hour."""
    pk, until = request.session.get(_PROVEN, (0, 0))
    if not pk or clock.now().timestamp() > until:
        return []
    return list(queries.people_of_code(pk))


def _mine(
    request: HttpRequest, *, failed: RequestForm | None = None, reasons: list[str] | None = None
) -> HttpResponse:
    rows = []
    for exemplar in _people(request):
        is_failed = failed is not None and failed.prefix == exemplar.code
        form = failed if is_failed else _request_form(exemplar)
        asked = RightsRequest.objects.filter(exemplar=exemplar)
        rows.append((exemplar, subjects.held(exemplar), subjects.places(exemplar), form, asked))
    done = RightsRequest.objects.filter(
        number=request.GET.get("xong", "")[:20], exemplar__in=[row[0] for row in rows]
    ).first()
    context: dict[str, Any] = {
        "rows": rows, "done": done, "reasons": reasons or [], "failed": failed, "noindex": True
    }  # fmt: skip
    status = 422 if failed is not None else 200
    return render(request, "portal/rights_mine.html", context, status=status)


def _request_form(exemplar: Exemplar, data: Any = None) -> RequestForm:
    labels = {name: channel.label for name, channel in publishing.channels().items()}
    standing = exemplar.consents.filter(withdrawn_at__isnull=True)
    names = standing.values_list("channels__channel", flat=True).distinct()
    channels = [(name, label) for name, label in labels.items() if name in set(names)]
    return RequestForm(
        data, channels=channels, has_images=standing.filter(covers_image=True).exists(),
        prefix=exemplar.code, auto_id=f"{exemplar.code}-%s",
    )  # fmt: skip


def _page(
    request: HttpRequest, step: str, form: Any, *, reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"step": step, "form": form, "reasons": reasons or []}
    return render(request, "portal/rights.html", context, status=status)

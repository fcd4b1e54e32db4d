"""Telling from a phone that keeps it until it has arrived: the page, the pieces, the sending.

No session and no cookie, so that what was filled in without a network may be sent a day later:
what stands in place of the token is a key that the phone made, the Origin that a browser cannot
be made to lie about, a kind of body that no foreign form can send, and limits for a connection.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lantoa.core.files import clean_name
from lantoa.core.forms import HouseForm
from lantoa.core.keeping import kept
from lantoa.core.workflow import Refused
from lantoa.nominations import queries as nominations
from lantoa.nominations.models import Lead
from lantoa.portal import pieces, telling, throttle
from lantoa.portal.forms import MOST_FILES

#: Largest telling without its files, in bytes.
MOST_WORDS = 256 * 1024
#: Pieces and questions from one connection in an hour.
PIECES_AN_HOUR, QUESTIONS_AN_HOUR = 2000, 300

_View = Callable[..., HttpResponse]
_FOREIGN = "Lời kể chỉ gửi được từ chính trang này. Mở lại trang rồi gửi; chữ bạn ghi vẫn còn."
_UNREADABLE = "Chưa đọc được lời kể. Tải lại trang rồi gửi; chữ bạn ghi vẫn còn trên máy."
_TOO_LARGE = "Lời kể dài quá. Viết ngắn lại, hoặc gửi phần còn lại trong một tệp."
_FILE_TOO_LARGE = "Tệp nặng quá 20 MB. Cắt ngắn đoạn ghi âm hoặc chọn tệp nhỏ hơn."
_NO_ROOM = "Máy chủ sắp hết chỗ. Bỏ tệp kèm theo rồi gửi phần chữ, hoặc thử lại sau vài giờ."


def _from_here(content_type: str) -> Callable[[_View], _View]:
    """Only for POSTs of `content_type` that a page of this site sends; instead of a token."""

    def around(view: _View) -> _View:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                origin = urlsplit(request.headers.get("Origin", ""))
                ours = {request.get_host(), urlsplit(settings.LANTOA_BASE_URL).netloc}
                if origin.scheme not in ("http", "https") or origin.netloc not in ours:
                    return _answer(403, _FOREIGN)
                if request.content_type != content_type:
                    return _answer(415, _UNREADABLE)
            return view(request, *args, **kwargs)

        return guarded

    return around


@require_safe
@kept()
def shell(request: HttpRequest) -> HttpResponse:
    """The page as the phone keeps it for when there is no network: the same for everybody."""
    return render(request, "portal/tell.html", {**telling.on_phone(), "noindex": True})


@_from_here("application/octet-stream")
def piece(request: HttpRequest, key: str) -> HttpResponse:
    """How much of a file is here (GET), or the next piece of it, from byte `tu` on (POST)."""
    if not pieces.is_key(key):
        return _answer(404, _UNREADABLE)
    if request.method in ("GET", "HEAD"):
        return JsonResponse({"co": pieces.size(key)})
    start = request.GET.get("tu", "")
    if request.method != "POST" or not (start.isascii() and start.isdigit() and len(start) < 10):
        return _answer(400, _UNREADABLE)
    if int(request.META.get("CONTENT_LENGTH") or 0) > pieces.MOST_AT_ONCE:
        return _answer(413, _FILE_TOO_LARGE)
    if not throttle.may("pieces", request, most=PIECES_AN_HOUR, seconds=3600):
        return _answer(429, telling.TOO_OFTEN)
    try:
        return JsonResponse({"co": pieces.add(key, int(start), request.body)})
    except UnreadablePostError:  # the line was cut; nobody reads the answer
        return _answer(400, _UNREADABLE)
    except pieces.TooMuch:
        return _answer(413, _FILE_TOO_LARGE)
    except pieces.NoRoom:
        return _answer(507, _NO_ROOM)


@_from_here("application/json")
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Who may be meant by the name and place of step 1: asked while there is a network."""
    facts = _facts(request)
    if facts is None:
        return _answer(400, _UNREADABLE)
    if not throttle.may("similar", request, most=QUESTIONS_AN_HOUR, seconds=3600):
        return JsonResponse({"giong": []})  # the telling goes on without
    found = telling.similar(_text(facts, "who")[:200], _text(facts, "place")[:10])
    return JsonResponse(
        {"giong": [{"key": one.key, "title": one.title, "detail": one.detail} for one in found]}
    )


@_from_here("application/json")
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Take a telling whole. The same key again gives the same receipt, and writes nothing.

    422 with `errors` (field → sentences) for what has to be put right, 409 with `thieu` (keys)
    for files that are not all here yet.
    """
    facts = _facts(request)
    if facts is None or not pieces.is_key(facts.get("key")):
        return _answer(400, _UNREADABLE)
    key = f"phone:{facts['key']}"
    forms = _forms(facts)
    earlier = nominations.sent_with(key)
    if earlier is not None:
        return _receipt(*earlier, forms)
    errors = {name: found for form in forms.values() for name, found in form.errors.items()}
    if errors:
        return JsonResponse({"errors": errors}, status=422)
    named = _named_files(facts)
    if named is None:
        return _answer(400, _UNREADABLE)
    files, missing = _opened(named)
    if missing:
        # Sent twice at once, the other may just have been first and taken the files.
        earlier = nominations.sent_with(key)
        return _receipt(*earlier, forms) if earlier else _answer(409, _UNREADABLE, thieu=missing)
    if not throttle.may("told", request, most=telling.SENT_AN_HOUR, seconds=3600):
        return _answer(429, telling.TOO_OFTEN)
    try:
        receipt = telling.submit(forms, files=files, key=key)
    except Refused as refusal:
        return JsonResponse({"errors": {"": refusal.reasons}}, status=422)
    for file in named:
        pieces.forget(file["key"])
    return _receipt(receipt.lead, receipt.code, forms)


def _facts(request: HttpRequest) -> dict[str, Any] | None:
    """The JSON object of a body; None for anything else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_WORDS:
        return None
    try:
        facts = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError, UnreadablePostError):
        return None
    return facts if isinstance(facts, dict) else None


def _text(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    # Half a pair of UTF-16 is valid JSON, and no text.
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def _forms(facts: dict[str, Any]) -> dict[int, HouseForm]:
    data = QueryDict(mutable=True)
    for form in telling.FORMS.values():
        for name in form.base_fields:
            if text := _text(facts, name):
                data[name] = text
    return {number: telling.form_of(number, data=data) for number in telling.FORMS}


def _named_files(facts: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The files that a telling names, as {key, name, type, size}; None when it names nonsense."""
    named = facts.get("files", [])
    if not isinstance(named, list) or len(named) > MOST_FILES:
        return None
    for file in named:
        if not isinstance(file, dict) or not pieces.is_key(file.get("key")):
            return None
        if type(file.get("size")) is not int:
            return None
    return named


def _opened(named: list[dict[str, Any]]) -> "tuple[list[UploadedFile[Any]], list[str]]":
    """The files that are here whole, and the keys of the others."""
    files, missing = [], []
    for file in named:
        found = pieces.opened(
            file["key"], clean_name(_text(file, "name")[:400]), _text(file, "type")[:100]
        )
        if found is None or found.size != file["size"]:
            missing.append(file["key"])
        else:
            files.append(found)
    return files, missing


def _receipt(lead: Lead, code: str, forms: dict[int, HouseForm]) -> HttpResponse:
    """What the phone shows once: the code, the number, who answers by when.

    `nhu_truoc` is false when other words came with the key than those that are kept.
    """
    sent = {name: value for form in forms.values() if form.is_valid()
            for name, value in form.cleaned_data.items()}  # fmt: skip
    is_same = (lead.who, lead.what) == (sent.get("who"), sent.get("what"))
    return JsonResponse(
        {
            "code": code,
            "number": lead.number,
            "who": lead.who,
            "unit": lead.unit.name,
            "due_on": lead.due_on.isoformat(),
            "nhu_truoc": is_same,
        }
    )


def _answer(status: int, sentence: str, **more: Any) -> HttpResponse:
    return JsonResponse({"sentence": sentence, **more}, status=status)

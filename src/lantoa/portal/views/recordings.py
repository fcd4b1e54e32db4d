"""Somebody reading a public story aloud; players ask for it piece by piece."""

import re
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lantoa.portal import queries

#: `bytes=0-499`, `bytes=500-`, `bytes=-500`; several ranges are answered with the whole.
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@require_safe
def show(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The recording that stands in the public words of this story, whole or one range of it."""
    found = queries.publications().filter(slug=slug).first()
    frozen = found.content.get("recording") if found is not None else None
    if not frozen or PurePosixPath(frozen["path"]).suffix != f".{extension}":
        raise Http404
    try:
        file = default_storage.open(frozen["file"])
    except FileNotFoundError:
        raise Http404 from None
    size = file.size
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        response: HttpResponse = FileResponse(file, content_type=frozen["content_type"])  # type: ignore[assignment]  # a streaming response is one too
    elif span[0] >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        start, end = span
        file.seek(start)
        response = HttpResponse(file.read(end - start + 1), frozen["content_type"], status=206)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    # Short: after a take-down a copy on the way to readers must not outlive the page.
    response["Cache-Control"] = "no-store"
    return response


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole, also when the header is no range."""
    match = _RANGE.fullmatch(header.strip()[:60])
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size - 1
    start = int(match[1])
    end = min(int(match[2]), size - 1) if match[2] else size - 1
    return (start, end) if start <= end or start >= size else None

"""One part of a file, as players and interrupted downloads ask for it (RFC 9110 §14)."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

#: Bytes read at a time.
BLOCK = 256 * 1024
_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z")


class Unsatisfiable(Exception):
    """No byte of the file lies in the range asked for: 416."""


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when the whole is to be sent.

    Several ranges at once, other units and what makes no sense are answered with the whole,
    as the RFC allows. Raises Unsatisfiable.
    """
    found = _ONE.match(header.replace(" ", "")[:100])
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = int(found[2])
        if length == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - length), size
    start = int(found[1])
    stop = int(found[2]) + 1 if found[2] else size
    if found[2] and stop <= start:
        return None
    if start >= size:
        raise Unsatisfiable
    return start, min(stop, size)


def answer(request: HttpRequest, file: IO[bytes], size: int, etag: str, kind: str) -> HttpResponse:
    """`file` or the part asked for, 304 to who holds it, 416 for what is not there.

    `etag` quoted, another one for other bytes; `kind` is the media type. Closes the file.
    """
    response: Any
    if etag in request.headers.get("If-None-Match", ""):
        file.close()
        response = HttpResponse(status=304)
    else:
        part = None
        if request.headers.get("If-Range", etag) == etag:
            try:
                part = wanted(request.headers.get("Range", ""), size)
            except Unsatisfiable:
                file.close()
                return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        start, stop = part or (0, size)
        response = StreamingHttpResponse(_blocks(file, start, stop), content_type=kind)
        response["Content-Length"] = str(stop - start)
        if part:
            response.status_code = 206
            response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    return response  # type: ignore[no-any-return]  # a streaming response is one too


def _blocks(file: IO[bytes], start: int, stop: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < stop and (block := file.read(min(BLOCK, stop - start))):
            start += len(block)
            yield block

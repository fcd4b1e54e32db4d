"""Pictures of public stories; nothing else that lies in the media folder."""

import mimetypes
from hashlib import blake2b

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lantoa.core import ranges
from lantoa.core.keeping import FLEETING, kept
from lantoa.portal.queries import is_editor
from lantoa.publishing import queries as publishing

#: Up to this size the page cache keeps a file; larger ones are streamed, in parts on request.
SMALL = 1_000_000


@require_safe
@kept()
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """The sizes that a public story shows. Originals carry what a camera writes into them
    (where, when), and drafts are nobody's yet: those only editors see."""
    is_public = path.startswith("images/") and publishing.shows_file(path)
    if not is_public and not is_editor(request):
        raise Http404
    try:
        file = default_storage.open(path)
        size = file.size
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation):
        raise Http404 from None
    response = _sent(request, file, path, size, is_public)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _sent(
    request: HttpRequest, file: File[bytes], path: str, size: int, is_public: bool
) -> HttpResponse:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if is_public and size <= SMALL:
        with file:
            return HttpResponse(file.read(), content_type=kind)
    # A file never changes under its name: Wagtail makes another name for other bytes.
    etag = f'"{blake2b(f"{path} {size}".encode(), digest_size=12).hexdigest()}"'
    response = ranges.answer(request, file, size, etag, kind)
    # After a take-down a copy on the way to readers must not outlive the page.
    response["Cache-Control"] = FLEETING if is_public else "private, no-store"
    return response

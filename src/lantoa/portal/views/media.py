"""Pictures of public stories; nothing else that lies in the media folder."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lantoa.portal.queries import is_editor
from lantoa.publishing import queries as publishing


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponse:
    """The sizes that a public story shows. Originals carry what a camera writes into them
    (where, when), and drafts are nobody's yet: those only editors see."""
    is_public = path.startswith("images/") and publishing.shows_file(path)
    if not is_public and not is_editor(request):
        raise Http404
    try:
        body = default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation):
        raise Http404 from None
    response = FileResponse(body)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Short: after a take-down a copy on the way to readers must not outlive the page.
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    return response  # type: ignore[return-value]  # a streaming response is one too

"""What readers keep on their own device, stories and tellings, and what a browser needs for it.

What is kept lies in the reader's browser only. The service worker asks the network first, and
asks at every visit which kept stories are still public; the others go at once.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.core.keeping import kept
from lantoa.portal import queries

#: Most stories asked after at once; a device keeps no more.
MOST = 50
_SCRIPTS = (
    "look.js", "kept.js", "kept-list.js", "outbox.js", "tell-files.js", "tell-queue.js",
    "tell-fields.js", "tell.js", "visits.js",
)  # fmt: skip
_FONTS = (
    "bvp-400", "bvp-400-vi", "bvp-600", "bvp-600-vi", "ss4-400", "ss4-400-vi", "ss4-600",
    "ss4-600-vi",
)  # fmt: skip


@require_safe
@kept()
def listing(request: HttpRequest) -> HttpResponse:
    """The stories kept on this device, listed by the browser itself."""
    return render(request, "portal/kept_list.html", {"noindex": True})


@require_safe
@kept()
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in the place of a page that is not kept while there is no network."""
    return render(request, "portal/offline.html", {"noindex": True})


@require_safe
def still_public(request: HttpRequest) -> HttpResponse:
    """Which of the stories named in `bai` (slugs parted by commas) are public: slug → revision."""
    slugs = [slug[:120] for slug in request.GET.get("bai", "")[:8000].split(",")[:MOST] if slug]
    found = queries.publications().filter(slug__in=slugs)
    revisions = dict(found.order_by().values_list("slug", "revision"))
    response = JsonResponse({"con": revisions})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that its scope is the whole site."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"  # the browser looks for a new one at each visit
    return response


@lru_cache(maxsize=4)
def _worker() -> str:
    """Source of the worker: what it keeps ready, and a version that changes when that does."""
    code = [_source(f"portal/{name}") for name in ("kept.js", "outbox.js", "worker.js")]
    shell = [reverse(f"portal:{name}") for name in ("kept", "offline", "tell")]
    shell += [static("core/lantoa.css"), static("core/favicon.svg")]
    shell += [static(f"portal/{name}") for name in _SCRIPTS]
    shell += [static(f"core/fonts/{name}.woff2") for name in _FONTS]
    templates = Path(__file__).parent.parent / "templates" / "portal"
    names = ("kept_list.html", "offline.html", "tell.html", "telling.html")
    pages = [(templates / name).read_text("utf-8") for name in names]
    scripts = [_source(f"portal/{name}") for name in _SCRIPTS]
    whole = "\n".join([*code, *shell, *pages, *scripts, _source("core/lantoa.css")])
    version = hashlib.sha256(whole.encode()).hexdigest()[:12]
    listed = ", ".join(f'"{address}"' for address in shell)
    return "\n".join(
        [f'"use strict";\nconst VERSION = "{version}";\nconst PAGES = [{listed}];', *code]
    )


def _source(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str)  # noqa: S101  # our own file
    return Path(found).read_text("utf-8")


@require_safe
@kept()
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the site when it is put on the home screen."""
    icon = {"src": static("core/icon-192.png"), "sizes": "192x192", "type": "image/png"}
    facts = {
        "name": f"Lan Tỏa {settings.LANTOA_PROVINCE}",
        "short_name": "Lan Tỏa",
        "description": f"Người tốt, việc tốt, cách làm hay của {settings.LANTOA_PROVINCE}",
        "lang": "vi",
        "dir": "ltr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#F5F8F7",
        "theme_color": "#0A3440",
        "icons": [
            {"src": static(f"{name}.png"), "sizes": f"{size}x{size}",
             "type": "image/png", "purpose": purpose}
            for name, size, purpose in (
                ("core/icon-192", 192, "any"),
                ("core/icon-512", 512, "any"),
                ("portal/icons/maskable-512", 512, "maskable"),
            )
        ],
        "shortcuts": [
            {"name": "Kể một việc tốt", "url": reverse("portal:nominate"), "icons": [icon]},
            {"name": "Bài đã lưu", "url": reverse("portal:kept"), "icons": [icon]},
        ],
    }  # fmt: skip
    return JsonResponse(
        facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )

"""Telling search engines at once what is new, changed or gone (https://www.indexnow.org).

Off unless LANTOA_INDEXNOW_KEY is set. The protocol: one POST with host, key, the address of the
key's file and a list of addresses; 200 and 202 mean taken, 400, 403 and 422 that it will never
be taken as it stands, 429 and the rest that one should ask again later.
"""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings

from lantoa.core.queue.worker import Permanent

logger = logging.getLogger("lantoa.publishing")

TIMEOUT_S = 10
_TAKEN = {HTTPStatus.OK, HTTPStatus.ACCEPTED}
_NEVER = {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY}


class NotTaken(Exception):
    """A search engine did not take the addresses now; ask again."""


class _NoTurn(urllib.request.HTTPRedirectHandler):
    """The key goes to the address of the settings and to no other."""

    def redirect_request(self, *args: object) -> None:
        return None


def tell(addresses: Sequence[str]) -> None:
    """Tell every endpoint of the settings that these pages changed.

    Raises NotTaken when one should be asked again, Permanent when none will ever take it.
    """
    if not settings.LANTOA_INDEXNOW_KEY or not addresses:
        return
    key, base = settings.LANTOA_INDEXNOW_KEY, settings.LANTOA_BASE_URL
    body = {
        "host": urlsplit(base).netloc,
        "key": key,
        "keyLocation": f"{base}/{key}.txt",
        "urlList": list(addresses),
    }
    later, never = [], []
    for endpoint in settings.LANTOA_INDEXNOW_ENDPOINTS:
        answer = _post(endpoint, json.dumps(body).encode())
        if answer in _NEVER:
            never.append(f"{endpoint}: {answer}")
        elif answer not in _TAKEN:
            later.append(f"{endpoint}: {answer or 'không trả lời'}")
    if later:
        raise NotTaken("; ".join(later))
    if never:
        raise Permanent("; ".join(never))


def _post(endpoint: str, body: bytes) -> int:
    """The status of the answer; 0 when there was none."""
    request = urllib.request.Request(  # noqa: S310  # an address of the settings
        endpoint, body, {"Content-Type": "application/json; charset=utf-8"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_NoTurn).open(request, timeout=TIMEOUT_S) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0

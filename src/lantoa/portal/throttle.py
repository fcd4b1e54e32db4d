"""How often one connection may knock: a counter in the cache, forgotten with its window."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from lantoa.reach import visitors


def may(name: str, request: HttpRequest, *, most: int, seconds: int) -> bool:
    """Whether this connection did `name` fewer than `most` times in the window; counts this one.

    The address is kept only as a keyed hash, and only as long as the window lasts.
    """
    home = visitors.household(visitors.address(request.META, settings.LANTOA_PROXIES))
    key = f"portal.{name}.{salted_hmac('lantoa.portal.throttle', home).hexdigest()}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # the window ended between the two
        return True

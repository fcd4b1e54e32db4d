"""How often one connection may send something."""

import hashlib
from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from lantoa.api.problems import Problem
from lantoa.reach import visitors

#: Leads an hour from one connection, unless LANTOA_API_LEADS_AN_HOUR says otherwise.
LEADS_AN_HOUR = 60
_HOUR = 3600
#: From this machine itself: another program of the agency, or a proxy that was not named in
#: LANTOA_PROXIES and stands for everyone. A flood is slowed down, a steady stream passes.
LOCAL_LEADS, LOCAL_SECONDS = 60, 5


def check_leads(request: HttpRequest, at: datetime) -> None:
    """Count one attempt; raises a 429 problem over the limit. Keeps no address, only a hash."""
    address = visitors.address(request.META, settings.LANTOA_PROXIES)
    most, seconds = getattr(settings, "LANTOA_API_LEADS_AN_HOUR", LEADS_AN_HOUR), _HOUR
    if _is_local(address):
        most, seconds = max(most, LOCAL_LEADS), LOCAL_SECONDS
    window, second = divmod(int(at.timestamp()), seconds)
    home = visitors.household(address)
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{window}{home}".encode()).hexdigest()
    key = f"api-leads-{digest[:32]}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # ran out between the two lines
        return
    if count > most:
        raise Problem(429, headers={"Retry-After": str(seconds - second)})


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

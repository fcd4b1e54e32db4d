"""What the public pages may say of who runs the site."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lantoa.places import queries as places


def site_contact(request: HttpRequest) -> dict[str, object]:
    """`contact` (a places.SiteContact), read only by pages that name it."""
    return {"contact": SimpleLazyObject(places.site_contact)}

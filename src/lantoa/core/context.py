"""What every template may say of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """`province` and `base_url`, from settings."""
    return {"province": settings.LANTOA_PROVINCE, "base_url": settings.LANTOA_BASE_URL}

"""The same platform with Django's own cache middleware in place of ours (to compare with)."""

from lantoa.config.settings import *  # noqa: F403
from lantoa.config.settings import MIDDLEWARE as _OURS

LANTOA_PAGE_MEMORY = 0
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_MIDDLEWARE_SECONDS = 3600
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *(name for name in _OURS if "edge" not in name),
    "django.middleware.cache.FetchFromCacheMiddleware",
]

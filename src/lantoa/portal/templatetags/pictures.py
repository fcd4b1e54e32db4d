"""Pictures of published stories in the size that a screen needs (`{% load pictures %}`)."""

from typing import Any

from django import template
from django.conf import settings

from lantoa.publishing.contract import PictureOf
from lantoa.vietnamese import slugify

register = template.Library()

#: Where a picture stands → how wide it is there: CSS `sizes`, the narrow screens first.
SIZES = {
    "hero": "(min-width: 75rem) 75rem, 100vw",
    "lead": "(min-width: 75rem) 42rem, (min-width: 60rem) 56vw, 100vw",
    "teaser": "(min-width: 70rem) 18rem, (min-width: 48rem) 45vw, 8rem",
    "block": "(min-width: 42rem) 40rem, 100vw",
}
#: The widest file a phone is offered, in pixels: sharp enough, and it saves readers' data
#: without asking their browser (a kept page is the same for everybody).
PHONE = 800
#: For those who asked to save data, where the browser says so.
SAVING = 320

#: Sector (its name, as addresses write it) → the drawing for a story without a picture.
SCENES = {
    "nong-nghiep-nong-thon": "field",
    "bien-va-muoi": "salt",
    "giao-duc-khuyen-hoc": "school",
    "y-te-cham-soc-suc-khoe": "clinic",
    "quoc-phong-an-ninh": "village",
    "van-hoa-dan-toc": "tower",
    "moi-truong": "forest",
    "an-sinh-giup-nhau": "village",
    "kinh-te-tap-the-doanh-nghiep-nho": "market",
    "chuyen-doi-so-cai-cach-hanh-chinh": "market",
}
_OTHERS = sorted(set(SCENES.values()))


@register.inclusion_tag("portal/picture.html")
def picture(shown: PictureOf, place: str = "block", lazy: bool = True) -> dict[str, Any]:
    """One picture as `<picture>`: WebP in several widths, JPEG for the rest.

    `place` is a key of `SIZES`. Not `lazy` only for the one picture of the first screen.
    """
    webp = [size for size in shown.sizes if size.content_type == "image/webp"]
    jpeg = [size for size in shown.sizes if size.content_type == "image/jpeg"]
    return {
        "shown": shown,
        "lazy": lazy,
        "sizes": SIZES[place],
        "saving": _set([size for size in webp if size.width <= SAVING]),
        "phone": _set([size for size in webp if size.width <= PHONE]),
        "all": _set(webp),
        "src": _local(jpeg[0].address if jpeg else shown.address),
    }


@register.filter
def scene(sector: str) -> str:
    """The template of the drawing for a sector by its name; a new sector has one of them too."""
    name = slugify(sector)
    found = SCENES.get(name) or _OTHERS[sum(name.encode()) % len(_OTHERS)]
    return f"portal/scenes/{found}.html"


def _set(sizes: list[Any]) -> str:
    return ", ".join(f"{_local(size.address)} {size.width}w" for size in sizes)


def _local(address: str) -> str:
    """Without scheme and host, so that a page works under any name."""
    base = str(settings.LANTOA_BASE_URL)
    return address.removeprefix(base) if address.startswith(base + "/") else address

"""Pictures: limited before they are decoded, written anew without metadata."""

from io import BytesIO
from typing import Final

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from lantoa.core.files.refusals import FileRefused
from lantoa.core.files.signatures import JPEG, PNG, Kind

#: Width times height, read from the header.
MAX_PIXELS: Final = 50_000_000
# A picture above this is kept at half its width: a quarter of the memory, still sharp on A3.
_HALVE_ABOVE: Final = 25_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITY: Final = 88
_ORIENTATION: Final = 0x0112

pillow_heif.register_heif_opener()


def check(name: str, data: bytes) -> None:
    """Raise FileRefused when the picture is over 50 million pixels or cannot be read whole."""
    _decoded(name, data)


def rewritten(name: str, data: bytes) -> tuple[bytes, Kind]:
    """Return the picture as new bytes, upright, without metadata, and what it is now.

    PNG and pictures with transparency become PNG, all others JPEG. Of a moving picture only
    the first image is kept. Raises FileRefused as `check` does.
    """
    image = _decoded(name, data)
    keeps_png = image.format == "PNG" or image.has_transparency_data
    mode = _mode(image, keeps_png=keeps_png)
    if image.width * image.height > _HALVE_ABOVE:
        image = image.reduce(2)
    # No copy that is not needed: a picture may fill 200 MB.
    if image.getexif().get(_ORIENTATION, 1) != 1:
        image = ImageOps.exif_transpose(image)
    plain = image if image.mode == mode else image.convert(mode)
    # What Pillow would carry over by itself: EXIF, XMP, comments, colour profile.
    plain.info = {}
    target = BytesIO()
    if keeps_png:
        plain.save(target, "PNG", compress_level=6)
        return target.getvalue(), PNG
    plain.save(target, "JPEG", quality=_QUALITY, progressive=True)
    return target.getvalue(), JPEG


def _mode(image: Image.Image, *, keeps_png: bool) -> str:
    """The mode that the new file gets: grey, colour, or colour with transparency."""
    if keeps_png and image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("L", "1", "I;16", "I", "F", "LA") else "RGB"


def _decoded(name: str, data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise FileRefused(_too_many_pixels(name)) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, RuntimeError):
        raise FileRefused(_damaged(name)) from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise FileRefused(_too_many_pixels(name, width, height))
    if width * height > _HALVE_ABOVE:
        image.draft(image.mode, (width // 2, height // 2))
    try:
        image.load()
    except Image.DecompressionBombError:
        raise FileRefused(_too_many_pixels(name)) from None
    # Decoders raise what they like on a hostile file; for the sender it is one thing.
    except (
        OSError,
        SyntaxError,
        ValueError,
        RuntimeError,
        EOFError,
        IndexError,
        MemoryError,
        TypeError,
    ):
        raise FileRefused(_damaged(name)) from None
    return image


def _too_many_pixels(name: str, width: int = 0, height: int = 0) -> str:
    measure = f" ({width}×{height} điểm)" if width else ""
    return (
        f"Ảnh “{name}” quá lớn{measure}: nhận tới 50 triệu điểm ảnh. "
        "Thu nhỏ ảnh, ví dụ còn 6.000 điểm mỗi chiều, rồi gửi lại."
    )


def _damaged(name: str) -> str:
    return f"Ảnh “{name}” bị hỏng, không mở ra được. Chụp lại hoặc chọn ảnh khác."

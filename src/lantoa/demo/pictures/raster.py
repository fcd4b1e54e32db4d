"""From a drawing to a picture file, for cards, feeds and mail that cannot show SVG."""

import io
import re

import typst
from PIL import Image

_SIZE = re.compile(r'<svg[^>]*?\swidth="(\d+)"[^>]*?\sheight="(\d+)"')


def as_png(svg: str, *, width: int = 1200) -> bytes:
    """Return `svg` as an optimised PNG `width` pixels wide, of the drawing's own proportions.

    The same drawing gives the same bytes. The file has at most 256 colours. Raises
    ValueError if the SVG does not state its width and height.
    """
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("the SVG states no width and height")
    across, down = int(found[1]), int(found[2])
    height = round(width * down / across)
    escaped = svg.replace("\\", "\\\\").replace('"', '\\"')
    # One point is one pixel at 72 dots per inch, so the page is the picture.
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        f'#image(bytes("{escaped}"), format: "svg", width: {width}pt, height: {height}pt, fit: "stretch")'
    )
    raw = typst.compile(source.encode(), format="png", ppi=72.0, ignore_system_fonts=True)
    return packed(raw)


def packed(raw: bytes) -> bytes:
    """Return PNG bytes again with at most 256 colours and the strongest compression."""
    with Image.open(io.BytesIO(raw)) as full:
        flat = full.convert("RGB").quantize(
            256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    out = io.BytesIO()
    flat.save(out, format="PNG", optimize=True, compress_level=9)
    return out.getvalue()

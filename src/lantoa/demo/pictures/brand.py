"""The mark, and the picture files made from it: browser icon, home-screen icons, share picture.

The files under `core/static/core/` are made by `write_brand_files` and kept in
the repository; run it again after a change of mark, name or palette.
"""

import io
from pathlib import Path

import typst
from PIL import Image

from .raster import as_png, packed
from .svg import rect

SALT = "#F5F8F7"
INK = "#12262D"
INK_2 = "#43585E"
BRICK = "#993D24"
CORNER, SIDE = 0.24, 0.62

NAME = "Lan Tỏa"
PROMISE = "Người tốt, việc tốt, cách làm hay của Khánh Hòa"


def cells(*, ink: str = INK) -> str:
    """Return the nine cells of the mark on a 40 by 40 sheet: the centre lit, the neighbours following."""
    out = []
    for row, y in enumerate((1, 14.5, 28)):
        for column, x in enumerate((1, 14.5, 28)):
            away = abs(row - 1) + abs(column - 1)
            colour, strength = (BRICK, 1.0) if away == 0 else (ink, SIDE if away == 1 else CORNER)
            out.append(rect(x, y, 11, 11, colour, opacity=strength))
    return "".join(out)


def favicon() -> str:
    """Return the browser icon; it turns light where the browser is dark."""
    style = "<style>@media (prefers-color-scheme:dark){rect:not([fill='#993D24']){fill:#E8EFED}rect[fill='#993D24']{fill:#F2A88C}}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{style}{cells()}</svg>'


def icon(size: int) -> bytes:
    """Return a square PNG `size` pixels wide, with room for a launcher to round it."""
    sheet = rect(0, 0, 64, 64, SALT) + f'<g transform="translate(12 12)">{cells()}</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">{sheet}</svg>'
    return as_png(svg, width=size)


def share_picture(fonts: Path) -> bytes:
    """Return the 1200 by 630 picture shown when a page without its own picture is shared.

    `fonts` is a folder with Be Vietnam Pro. Raises ValueError if the typesetter finds no such font.
    """
    found = typst.Fonts(False, False, [fonts])
    if not any("Be Vietnam Pro" in family for family in found.families()):
        raise ValueError(f"no Be Vietnam Pro in {fonts}")
    mark = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{cells()}</svg>'.replace(
        '"', "'"
    )
    source = f"""
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("{SALT}"))
#set text(font: "Be Vietnam Pro", lang: "vi", fill: rgb("{INK}"))
#place(dx: 96pt, dy: 178pt, image(bytes("{mark}"), format: "svg", width: 208pt))
#place(dx: 356pt, dy: 238pt, text(size: 120pt, weight: 700)[{NAME}])
#place(dx: 96pt, dy: 452pt, text(size: 41pt, weight: 400, fill: rgb("{INK_2}"))[{PROMISE}])
#place(dx: 0pt, dy: 606pt, rect(width: 1200pt, height: 24pt, fill: rgb("{BRICK}")))
"""
    raw = typst.compile(source.encode(), format="png", ppi=72.0, font_paths=found)
    return packed(raw)


def write_brand_files(folder: Path, *, fonts: Path) -> None:
    """Write favicon.svg, icon-192.png, icon-512.png and og.png into `folder`."""
    (folder / "favicon.svg").write_text(favicon() + "\n", encoding="utf-8")
    for size in (192, 512):
        (folder / f"icon-{size}.png").write_bytes(icon(size))
    (folder / "og.png").write_bytes(share_picture(fonts))
    with Image.open(io.BytesIO((folder / "og.png").read_bytes())) as made:
        if made.size != (1200, 630):
            raise ValueError(f"og.png came out as {made.size}")

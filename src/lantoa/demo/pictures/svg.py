"""The few SVG marks the drawings are made of. Every function returns markup."""

from collections.abc import Iterable

Point = tuple[float, float]


def num(value: float) -> str:
    """Return `value` with at most one decimal, without a trailing zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(d: str, fill: str, *, opacity: float = 1) -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{fill}"{_opacity(opacity)}/>'


def line(d: str, colour: str, width: float, *, opacity: float = 1, butt: bool = False) -> str:
    """Return a stroked path, with round ends unless `butt`."""
    ends = "" if butt else ' stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"'
        f"{ends}{_opacity(opacity)}/>"
    )


def poly(points: Iterable[Point], fill: str, *, opacity: float = 1) -> str:
    """Return a filled polygon."""
    return path(
        "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z", fill, opacity=opacity
    )


def rect(
    x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, opacity: float = 1
) -> str:
    """Return a rectangle with corner radius `r`."""
    corner = f' rx="{num(r)}"' if r else ""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{corner}'
        f' fill="{fill}"{_opacity(opacity)}/>'
    )


def circle(x: float, y: float, r: float, fill: str, *, opacity: float = 1) -> str:
    """Return a disc."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{fill}"{_opacity(opacity)}/>'


def ring(x: float, y: float, r: float, colour: str, width: float) -> str:
    """Return a circle that is only a line."""
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="none"'
        f' stroke="{colour}" stroke-width="{num(width)}"/>'
    )


def oval(
    x: float, y: float, rx: float, ry: float, fill: str, *, turn: float = 0, opacity: float = 1
) -> str:
    """Return an ellipse turned by `turn` degrees about its centre."""
    spin = f' transform="rotate({num(turn)} {num(x)} {num(y)})"' if turn else ""
    return (
        f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
        f' fill="{fill}"{spin}{_opacity(opacity)}/>'
    )


def place(x: float, y: float, scale: float, *body: str, flip: bool = False, turn: float = 0) -> str:
    """Return `body` moved to (x, y), scaled, mirrored and turned, in that order from outside."""
    spin = f" rotate({num(turn)})" if turn else ""
    across = -scale if flip else scale
    return (
        f'<g transform="translate({num(x)} {num(y)}) scale({across:.3f} {scale:.3f}){spin}">'
        + "".join(body)
        + "</g>"
    )


def _opacity(value: float) -> str:
    return "" if value == 1 else f' opacity="{value:.2f}"'

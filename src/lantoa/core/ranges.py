"""One part of a file, as players and interrupted downloads ask for it (RFC 9110 §14)."""

import re

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z")


class Unsatisfiable(Exception):
    """No byte of the file lies in the range asked for: 416."""


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when the whole is to be sent.

    Several ranges at once, other units and what makes no sense are answered with the whole,
    as the RFC allows. Raises Unsatisfiable.
    """
    found = _ONE.match(header.replace(" ", "")[:100])
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = int(found[2])
        if length == 0 or size == 0:
            raise Unsatisfiable
        return max(0, size - length), size
    start = int(found[1])
    stop = int(found[2]) + 1 if found[2] else size
    if found[2] and stop <= start:
        return None
    if start >= size:
        raise Unsatisfiable
    return start, min(stop, size)

"""Gatherings as an iCalendar file (RFC 5545): times in UTC, so that no zone needs describing."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from lantoa.publishing.models import Gathering
from lantoa.publishing.states import GatheringState

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: Longest line in octets, its end not counted (section 3.1).
LINE = 75
_STATUS = {GatheringState.CANCELLED: "CANCELLED"}


def calendar(gatherings: Iterable[Gathering], *, name: str) -> bytes:
    """The file: one VEVENT for each gathering, the same UID for the same gathering for ever."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lan Toa//Gatherings//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for gathering in gatherings:
        lines += _event(gathering)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    """Text as a value (section 3.3.11): no control characters, line ends as \\n."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    plain = plain.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in plain if sign.isprintable() or sign == "\t")


def folded(line: str) -> bytes:
    """The line in UTF-8, cut into pieces of at most 75 octets, never within a letter."""
    pieces, piece, room = [], b"", LINE
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", LINE - 1  # the blank before a piece is one octet of it
        piece += octets
    return b"\r\n ".join([*pieces, piece])


def _event(gathering: Gathering) -> list[str]:
    address = settings.LANTOA_BASE_URL + reverse("portal:gathering", args=[gathering.slug])
    place = f"{gathering.venue}, {gathering.place.name}"
    words = [gathering.abstract, f"Ai có thể đến: {gathering.audience}", gathering.unit.name]
    if gathering.note:
        words.insert(0, gathering.note)
    return [
        "BEGIN:VEVENT",
        f"UID:{gathering.slug}@gatherings.lantoa",
        f"DTSTAMP:{_moment(gathering.changed_at)}",
        f"LAST-MODIFIED:{_moment(gathering.changed_at)}",
        f"SEQUENCE:{gathering.revision}",
        f"DTSTART:{_moment(gathering.starts_at)}",
        f"DTEND:{_moment(gathering.ends_at)}",
        f"SUMMARY:{escaped(gathering.title)}",
        f"DESCRIPTION:{escaped(chr(10).join(words))}",
        f"LOCATION:{escaped(place)}",
        f"CATEGORIES:{escaped(gathering.get_kind_display())}",
        f"STATUS:{_STATUS.get(GatheringState(gathering.state), 'CONFIRMED')}",
        f"URL:{address}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

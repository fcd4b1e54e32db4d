"""Recordings: looked through to their end, so that what is kept can be listened to.

No decoder is run on what strangers send. The boxes of each container are walked instead, as
`ffprobe` does before it decodes: is there a track of sound, is there anything in it, how long
is it. MP3 has no container and is known by its frames alone (`signatures`).
"""

import struct
from collections.abc import Iterator
from typing import Final

from lantoa.core.files.refusals import FileRefused
from lantoa.core.files.signatures import M4A, OGG, WAV, WEBM, Kind

#: Longest recording taken, in seconds: an hour is more than any witness speaks at once.
MAX_SECONDS: Final = 3600
#: Boxes looked at in one file; an hour of speech has a third of them.
_MOST_BOXES: Final = 600_000

# Names of Matroska's elements (RFC 9559) that matter here.
_SEGMENT, _TRACKS, _ENTRY, _CLUSTER, _GROUP = 0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
_INSIDE = {_SEGMENT, _TRACKS, _ENTRY, _CLUSTER, _GROUP}
_TRACK_TYPE, _TIME, _BLOCKS, _SCALE = 0x83, 0xE7, (0xA3, 0xA1), 0x2AD7B1
_IS_SOUND = 2

# How the first page of a sound in Ogg begins → where its sample rate stands; Opus always 48 kHz.
_OGG_HEADS: Final = ((b"OpusHead", None), (b"\x01vorbis", 12), (b"Speex   ", 36))


class _Broken(Exception):
    """The boxes do not fit into one another, or hold no sound."""


def check(name: str, kind: Kind, data: bytes) -> None:
    """Raise FileRefused when `data` is no sound that can be played, or over an hour of it.

    `kind` is what `signatures.recognise` found; other kinds than sounds pass.
    """
    length_of = {WEBM: _webm, M4A: _mp4, OGG: _ogg, WAV: _wav}.get(kind)
    if length_of is None:
        return
    try:
        seconds = length_of(data)
    except (_Broken, struct.error, IndexError):
        raise FileRefused(
            f"Tệp ghi âm “{name}” bị hỏng hoặc không có tiếng. Ghi lại hoặc chọn tệp khác."
        ) from None
    if seconds > MAX_SECONDS:
        raise FileRefused(
            f"Tệp ghi âm “{name}” dài {int(seconds // 60)} phút, quá 60 phút. "
            "Cắt lấy đoạn cần nghe rồi gửi lại."
        )


def _webm(data: bytes) -> float:
    """Seconds of a WebM or Matroska file: the time of its last block."""
    scale, cluster, last, blocks, is_sound = 1_000_000, 0, 0, 0, False
    for element, start, end in _elements(data):
        if element == _TRACK_TYPE:
            is_sound |= int.from_bytes(data[start:end], "big") == _IS_SOUND
        elif element == _SCALE:
            scale = int.from_bytes(data[start:end], "big")
        elif element == _TIME:
            cluster = int.from_bytes(data[start:end], "big")
        elif element in _BLOCKS:
            blocks += 1
            last = max(last, cluster + struct.unpack_from(">h", data, start + 1)[0])
    if not is_sound or not blocks:
        raise _Broken
    return last * scale / 1e9


def _elements(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(name, start, end) of each element, masters entered. A recording may break off anywhere."""
    place, count = 0, 0
    while place < len(data):
        element, place = _variable(data, place, keeps_mark=True)
        size, place = _variable(data, place, keeps_mark=False)
        count += 1
        if count > _MOST_BOXES:
            raise _Broken
        if element in _INSIDE:
            continue
        if size < 0:  # "size unknown" is for masters only
            raise _Broken
        if place + size > len(data):
            return
        yield element, place, place + size
        place += size


def _variable(data: bytes, place: int, *, keeps_mark: bool) -> tuple[int, int]:
    """A number of one to eight bytes, and where it ends; -1 for a size that is not known."""
    first = data[place]
    length = 9 - first.bit_length()
    if not first or place + length > len(data):
        raise _Broken
    value = int.from_bytes(data[place : place + length], "big")
    if not keeps_mark:
        mark = 1 << 7 * length
        value -= mark
        value = -1 if value == mark - 1 else value
    return value, place + length


def _mp4(data: bytes) -> float:
    """Seconds of an MP4 file as its header has it; 0 where it is written in pieces."""
    boxes = list(_boxes(data, 0, len(data)))
    kinds = {kind for kind, _, _ in boxes}
    header = next((data[start:end] for kind, start, end in boxes if kind == b"moov"), b"")
    has_sound = any(end > start for kind, start, end in boxes if kind == b"mdat")
    if b"soun" not in header or not has_sound or b"moov" not in kinds:
        raise _Broken
    for kind, start, _ in _boxes(header, 0, len(header)):
        if kind == b"mvhd":
            is_long = header[start] == 1
            scale, length = struct.unpack_from(">IQ" if is_long else ">II", header,
                                               start + (20 if is_long else 12))  # fmt: skip
            return length / scale if scale else 0.0
    return 0.0


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while place + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, place)
        start = place + 8
        if size == 1:
            size, start = struct.unpack_from(">Q", data, place + 8)[0], place + 16
        size = size or end - place
        if size < start - place:
            raise _Broken
        yield kind, start, min(place + size, end)
        place += size


def _ogg(data: bytes) -> float:
    """Seconds of an Ogg file: the time of its last page."""
    beginning = data[:200]
    found = [(beginning.find(head), at) for head, at in _OGG_HEADS if head in beginning]
    if not found:
        raise _Broken
    place, at = found[0]
    rate = struct.unpack_from("<I", data, place + at)[0] if at is not None else 48_000
    last = data.rfind(b"OggS")
    samples = struct.unpack_from("<q", data, last + 6)[0]
    if not last or not rate:  # one page only: a head without sound
        raise _Broken
    return float(max(samples, 0) / rate)


def _wav(data: bytes) -> float:
    """Seconds of a WAV file: its bytes of sound by those of a second."""
    place, rate = 12, 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, place)
        if kind == b"fmt ":
            rate = struct.unpack_from("<I", data, place + 16)[0]
        if kind == b"data":
            length = min(size, len(data) - place - 8)
            if not rate or not length:
                raise _Broken
            return float(length / rate)
        place += 8 + size + size % 2
    raise _Broken

"""TCVN3 and VNI to Unicode beside Python's own limits, in one run: MB of old text per second.

    python benchmarks/encodings.py [--megabytes 8]

The text is invented Vietnamese, as varied as a year of lists: every syllable of the table may
come. Peers: decoding the bytes as Latin-1 (what reading them costs at all), `str.translate` with
a dict, and a loop over the signs, which is what converters usually are.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.vietnamese.legacy import to_tcvn3, to_vni  # noqa: E402

from lantoa.vietnamese import detect_encoding, from_tcvn3, from_vni, to_unicode  # noqa: E402
from lantoa.vietnamese.encodings import TCVN3, VNI  # noqa: E402
from lantoa.vietnamese.syllables import _syllables  # noqa: E402

_ROUNDS = 5


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=8)
    size = parser.parse_args().megabytes * 1_000_000
    text = _text(size)
    tcvn3, vni = to_tcvn3(text.lower()), to_vni(text)
    table = str.maketrans(TCVN3)
    ways: list[tuple[str, str, Callable[[str], object]]] = [
        (
            "bytes.decode('latin-1') (giới hạn)",
            tcvn3,
            lambda t: t.encode("latin-1").decode("latin-1"),
        ),
        ("from_tcvn3", tcvn3, from_tcvn3),
        ("to_unicode tcvn3 (từng từ, thận trọng)", tcvn3, lambda t: to_unicode(t, "tcvn3")),
        ("str.translate, TCVN3", tcvn3, lambda t: t.translate(table)),
        ("vòng lặp từng chữ, TCVN3", tcvn3, lambda t: "".join([TCVN3.get(c, c) for c in t])),
        ("from_vni", vni, from_vni),
        ("vòng lặp từng chữ, VNI", vni, _vni_loop),
        ("detect_encoding, TCVN3", tcvn3, detect_encoding),
        ("detect_encoding, VNI", vni, detect_encoding),
        ("detect_encoding, Unicode", text, detect_encoding),
    ]
    best = dict.fromkeys((name for name, _, _ in ways), 0.0)
    for _ in range(_ROUNDS):  # interleaved: each round asks every way once
        for name, given, way in ways:
            began = time.perf_counter()
            way(given)
            best[name] = max(best[name], len(given) / 1e6 / (time.perf_counter() - began))
    if from_tcvn3(tcvn3) != text.lower() or from_vni(vni) != text:
        raise SystemExit("Chữ chuyển ra khác chữ gốc.")
    for name, rate in best.items():
        print(f"{name:42} {rate:8.1f} MB/s")


def _text(size: int) -> str:
    chance = random.Random(4)
    syllables = sorted(_syllables())
    common = chance.sample(syllables, 1500)
    words = [
        chance.choice(common if chance.random() < 0.9 else syllables) for _ in range(size // 5)
    ]
    for place in range(0, len(words), 12):
        words[place] = words[place].capitalize() + ","
    return " ".join(words)


def _vni_loop(text: str) -> str:
    made, place = [], 0
    while place < len(text):
        pair = VNI.get(text[place : place + 2])
        if pair is not None and len(text[place : place + 2]) == 2:
            made.append(pair)
            place += 2
        else:
            made.append(VNI.get(text[place], text[place]))
            place += 1
    return "".join(made)


if __name__ == "__main__":
    main()

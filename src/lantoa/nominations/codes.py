"""Receipt codes: shown once to who told us, kept only as a digest."""

import hashlib
import secrets
from itertools import pairwise

from django.utils.crypto import salted_hmac

#: Crockford's base 32: no I, L, O, U, so nothing is misread from a slip of paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 26 symbols carry 130 bits.
LENGTH = 26
_BITS = 5 * LENGTH
_GROUP = 5
_MISREAD = str.maketrans("OIL", "011")


def fresh() -> str:
    """A new random code, printed in groups: 'K7QM9-…'."""
    return _printed(secrets.randbits(_BITS))


def from_key(key: str) -> str:
    """The code that belongs to the digest of an idempotency key; nobody without our secret can tell it."""
    mac = salted_hmac("lantoa.nominations.receipt", key, algorithm="sha256").digest()
    return _printed(int.from_bytes(mac, "big") >> (256 - _BITS))


def key_digest(idempotency_key: str) -> str:
    """What is kept of an idempotency key, and what its code is made from."""
    return hashlib.sha256(idempotency_key.encode()).hexdigest()


def normalise(text: str) -> str:
    """What was meant: case, blanks and hyphens do not count, O is 0, I and L are 1."""
    upper = text[:200].upper().translate(_MISREAD)
    return "".join(symbol for symbol in upper if symbol in ALPHABET)


def digest(code: str) -> str:
    """SHA-256 of the normalised code, in hex: what is stored and looked up."""
    return hashlib.sha256(normalise(code).encode()).hexdigest()


def _printed(number: int) -> str:
    symbols = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    # 5-5-5-5-6: a last group of one symbol would be overlooked.
    cuts = [0, *range(_GROUP, LENGTH - _GROUP, _GROUP), LENGTH]
    return "-".join(symbols[a:b] for a, b in pairwise(cuts))

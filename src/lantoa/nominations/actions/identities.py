"""Proving by e-mail who one is, without an account: a code to the address that is on file."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import salted_hmac

from lantoa.core import events, sealed
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.nominations.models import RightsCode
from lantoa.registry.models import SubjectContact

#: How long a code works, how often it may be mistyped, how many an address gets in an hour.
LASTS, TRIES, PER_HOUR = timedelta(minutes=15), 5, 3


@transaction.atomic
def ask_code(*, email: str, browser: str, by: Actor, at: datetime) -> RightsCode:
    """Begin: a row, and a task that sends the code if the address is on file.

    The same happens for every address, known or not. `browser` is a secret kept in the browser
    that asks: only there the code works. Raises Refused for what is no address.
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(["Thư điện tử cần có dạng ten@noi.vn."]) from None
    if not by.may("rights.identify", None):
        raise Refused(["Không gửi mã theo cách này."])
    code = RightsCode.objects.create(
        email=email, browser_digest=_browser_digest(browser), asked_at=at
    )
    events.record("rights.code_asked", code, by=by, at=at)
    return code


@transaction.atomic
def draw_code(*, code: RightsCode, by: Actor, at: datetime) -> str | None:
    """The six digits to be sent to `code.email`; None when nobody has that address, when it had
    its share of this hour, or when it is too late. Another call makes another code. Who is given
    the digits can prove to be the person: only the platform is, which sends them. Raises Refused.
    """
    if not by.may("rights.send_code", None):
        raise Refused(["Mã do hệ thống gửi, không ai khác được xem."])
    code = RightsCode.objects.select_for_update().get(pk=code.pk)
    known = SubjectContact.objects.filter(
        email_mark__in=sealed.fingerprints(code.email), exemplar__erased_at__isnull=True
    )
    recent = RightsCode.objects.filter(
        email_mark=code.email_mark, asked_at__gt=at - timedelta(hours=1), asked_at__lte=at
    ).exclude(digest="").exclude(pk=code.pk)  # fmt: skip
    if not known.exists() or recent.count() >= PER_HOUR or at - code.asked_at > LASTS:
        return None
    digits = f"{secrets.randbelow(10**6):06d}"
    code.digest = _digest(code, digits)
    code.save(update_fields=["digest"])
    events.record("rights.code_drawn", code, by=by, at=at)
    return digits


def prove(*, code_pk: int, digits: str, browser: str, by: Actor, at: datetime) -> RightsCode:
    """Who typed the code is who has the address. Raises Refused in the same words for a wrong
    code, an old one, a used one, another browser's and an address that nobody has."""
    with transaction.atomic():
        code = RightsCode.objects.select_for_update().filter(pk=code_pk).first()
        is_right = code is not None and _fits(code, digits, browser, at)
        if code is not None:
            code.tries += 1
            code.used_at = at if is_right else code.used_at
            code.save(update_fields=["tries", "used_at"])
        if code is not None and is_right:
            if not by.may("rights.ask", None):
                raise Refused(["Không nhận ra theo cách này."])
            events.record("rights.identified", code, by=by, at=at)
            return code
    # Outside of the transaction: the try is counted.
    raise Refused([
        "Mã không đúng hoặc đã hết hạn. Xem lại sáu chữ số trong thư mới nhất; "
        "quá 15 phút hoặc sai 5 lần thì lấy mã khác."
    ])  # fmt: skip


@transaction.atomic
def sweep_codes(*, at: datetime) -> int:
    """Remove codes of more than a day ago; how many. What was asked stands in the log."""
    return RightsCode.objects.filter(asked_at__lt=at - timedelta(days=1)).delete()[0]


def _fits(code: RightsCode, digits: str, browser: str, at: datetime) -> bool:
    given = _digest(code, "".join(c for c in digits if c.isascii() and c.isdigit())[:12])
    return (
        bool(code.digest)
        and code.used_at is None
        and code.tries < TRIES
        and at - code.asked_at <= LASTS
        and hmac.compare_digest(code.browser_digest, _browser_digest(browser))
        and hmac.compare_digest(code.digest, given)
    )


def _digest(code: RightsCode, digits: str) -> str:
    """Keyed with the signing key: six digits alone would be guessed from a stolen database."""
    return salted_hmac("lantoa.rights", f"{code.pk}:{digits}", algorithm="sha256").hexdigest()


def _browser_digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()

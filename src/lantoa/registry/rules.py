"""Who may be told of, and what is missing before that."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lantoa.core.actors import Actor
from lantoa.vietnamese import format_date

if TYPE_CHECKING:
    from lantoa.registry.models import Consent, CriteriaSet, Exemplar

#: Ages when no rule is kept: below the first a person is a child (Law on Children
#: 102/2016/QH13, Article 1), from the second on a child is asked too (Law 91/2025/QH15).
ADULT_AT, OWN_WORD_AT = 16, 7

OWN, GUARDIAN, RELATIVE = "own", "guardian", "relative"


def is_minor(exemplar: "Exemplar", on: date) -> bool:
    """Whether the exemplar is (or may be) a child on the day `on`.

    Only the year of birth is kept: in the year of the birthday, and where no year is known or
    the exemplar is a group, the officer's tick counts.
    """
    ticked = exemplar.is_minor or exemplar.is_small_child
    if exemplar.kind != "person":
        return exemplar.is_minor
    return _is_under(exemplar.law_on(on).child_under, exemplar.birth_year, on, ticked=ticked)


def is_small_child(exemplar: "Exemplar", on: date) -> bool:
    """Whether the exemplar is a child too young to be asked; by year and tick as `is_minor`.

    In the year of the birthday without the tick: old enough, so that both are asked.
    """
    if exemplar.kind != "person":
        return False
    limit, ticked = exemplar.law_on(on).own_word_from, exemplar.is_small_child
    return _is_under(limit, exemplar.birth_year, on, ticked=ticked)


def _is_under(limit: int, birth_year: int | None, on: date, *, ticked: bool) -> bool:
    if birth_year is None or on.year - birth_year == limit:
        return ticked
    return on.year - birth_year < limit


def voices(exemplar: "Exemplar", on: date) -> tuple[str, ...]:
    """Who must say yes: the exemplar itself, a parent or guardian, a relative of the dead.

    A child too young to be asked: the guardian alone; any other child: both. Somebody who
    died: husband, wife or grown children, where there are none father or mother (Civil Code
    91/2015/QH13, Articles 34 and 38), whatever was said in life.
    """
    if exemplar.is_deceased and exemplar.kind == "person":
        return (RELATIVE,)
    if is_small_child(exemplar, on):
        return (GUARDIAN,)
    return (OWN, GUARDIAN) if is_minor(exemplar, on) else (OWN,)


def speaks_for(exemplar: "Exemplar", giver: str) -> bool:
    """Whether this giver's consent is the exemplar's own word."""
    return giver == "self" or (giver == "representative" and exemplar.kind != "person")


def consent_reasons(
    exemplar: "Exemplar", *, channels: Sequence[str], on: date, image: bool
) -> list[str]:
    """One sentence for each gap in the consent to be named (and shown, with `image`) on
    `channels` on the day `on`; empty when nothing is missing.

    Each of `voices` must cover everything; other people's consents do not count.
    """
    given = [c for c in exemplar.consents.prefetch_related("channels") if c.given_on <= on]
    needed = voices(exemplar, on)
    is_child = GUARDIAN in needed
    reasons: list[str] = []
    for voice in needed:
        consents = [consent for consent in given if _voice(exemplar, consent.giver) == voice]
        reasons += _gaps(_named(voice, is_child=is_child), consents, channels, image=image)
    law = exemplar.law_on(on)
    if needed == (GUARDIAN,):
        whom = f"{exemplar.full_name} chưa đủ {law.own_word_from} tuổi: "
    elif is_child:
        whom = f"{exemplar.full_name} chưa đủ {law.child_under} tuổi: "
    elif needed == (RELATIVE,):
        whom = f"{exemplar.full_name} đã mất: "
    else:
        return reasons
    return [whom + reason[0].lower() + reason[1:] for reason in reasons]


def _voice(exemplar: "Exemplar", giver: str) -> str:
    return OWN if speaks_for(exemplar, giver) else giver


def _named(voice: str, *, is_child: bool) -> str:
    if voice == GUARDIAN:
        return "cha, mẹ hoặc người giám hộ"
    if voice == RELATIVE:
        return "người thân (vợ, chồng, con đã thành niên; không có thì cha, mẹ)"
    return "chính em" if is_child else "người được kể"


def _gaps(
    giver: str, consents: "list[Consent]", channels: Sequence[str], *, image: bool
) -> list[str]:
    standing = [consent for consent in consents if consent.withdrawn_at is None]
    if not standing:
        return [_nothing_stands(giver, consents)]
    reasons = []
    named = _channels(consent for consent in standing if consent.covers_name)
    if not any(consent.covers_name for consent in standing):
        reasons.append(f"Sự đồng ý của {giver} chưa cho nêu tên.")
    elif missing := _missing(channels, named):
        reasons.append(f"Sự đồng ý của {giver} chưa gồm kênh {missing}.")
    if not image:
        return reasons
    shown = _channels(consent for consent in standing if consent.covers_image)
    if not any(consent.covers_image for consent in standing):
        reasons.append(f"Sự đồng ý của {giver} chưa cho dùng hình ảnh.")
    elif missing := _missing([name for name in channels if name in named], shown):
        reasons.append(f"Sự đồng ý của {giver} chưa cho dùng hình ảnh trên kênh {missing}.")
    return reasons


def _nothing_stands(giver: str, consents: "list[Consent]") -> str:
    withdrawn = [c.withdrawn_at for c in consents if c.withdrawn_at is not None]
    if withdrawn:
        day = format_date(timezone.localdate(max(withdrawn)))
        return f"Sự đồng ý của {giver} đã được rút ngày {day}."
    return f"Chưa có sự đồng ý của {giver}. Hỏi và ghi lại trước khi đăng."


def _channels(consents: "Iterable[Consent]") -> set[str]:
    return {row.channel for consent in consents for row in consent.channels.all()}


def _missing(wanted: Sequence[str], covered: set[str]) -> str:
    return ", ".join(f"“{name}”" for name in wanted if name not in covered)


def has_criteria(criteria: "CriteriaSet", by: Actor, at: datetime) -> str | None:
    """A set without a criterion that must be met would let everything pass."""
    if criteria.criteria.filter(kind="must").exists():
        return None
    return "Bộ tiêu chí chưa có tiêu chí bắt buộc nào. Viết ít nhất một điều bắt buộc."

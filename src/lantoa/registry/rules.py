"""Who may be told of, and what is missing before that."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lantoa.core.actors import Actor
from lantoa.vietnamese import format_date

if TYPE_CHECKING:
    from lantoa.registry.models import Consent, CriteriaSet, Exemplar

#: Below this age, in years, a person is a child (Law on Children 102/2016/QH13, Article 1).
ADULT_AT = 16


def is_minor(exemplar: "Exemplar", on: date) -> bool:
    """Whether the exemplar is (or may be) under 16 on the day `on`.

    Only the year of birth is kept: in the year of the 16th birthday, and where no year is
    known or the exemplar is a group, the officer's tick counts.
    """
    year = exemplar.birth_year
    if exemplar.kind != "person" or year is None or on.year - year == ADULT_AT:
        return exemplar.is_minor
    return on.year - year < ADULT_AT


def speaks_for(exemplar: "Exemplar", giver: str) -> bool:
    """Whether this giver's consent is the exemplar's own word."""
    return giver == "self" or (giver == "representative" and exemplar.kind != "person")


def consent_reasons(
    exemplar: "Exemplar", *, channels: Sequence[str], on: date, image: bool
) -> list[str]:
    """One sentence for each gap in the consent to be named (and shown, with `image`) on
    `channels` on the day `on`; empty when nothing is missing.

    A child needs both its own consent and that of a parent or guardian; each must cover
    everything. For all others a guardian's consent does not count, and a representative
    speaks for a collective or a household, never for a person.
    """
    given = [c for c in exemplar.consents.prefetch_related("channels") if c.given_on <= on]
    own = [consent for consent in given if speaks_for(exemplar, consent.giver)]
    guardians = [consent for consent in given if consent.is_guardians]
    if not is_minor(exemplar, on):
        return _gaps("người được kể", own, channels, image=image)
    whom = f"{exemplar.full_name} chưa đủ {ADULT_AT} tuổi: "
    gaps = _gaps("chính em", own, channels, image=image)
    gaps += _gaps("cha, mẹ hoặc người giám hộ", guardians, channels, image=image)
    return [whom + gap[0].lower() + gap[1:] for gap in gaps]


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

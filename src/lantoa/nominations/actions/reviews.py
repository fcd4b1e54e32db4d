"""What a unit asks for before it recognises: rules as dated data."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.nominations.models import ReviewRule
from lantoa.nominations.models.verification import TWO_THIRDS
from lantoa.nominations.states import DayKind
from lantoa.places.models import OrgUnit
from lantoa.registry.states import Standing
from lantoa.vietnamese import format_date, nfc


@transaction.atomic
def set_review_rule(
    *, unit: OrgUnit, valid_from: date, by: Actor, at: datetime, standing: str = "",
    legal_ground: str = "", needs_panel: bool = False, vote_percent: Decimal = Decimal(80),
    quorum_percent: Decimal = TWO_THIRDS, is_secret: bool = True,
    counts_conflicted: bool = False, needs_comment: bool = False, comment_days: int = 10,
    day_kind: str = DayKind.WORKING, extra_words: str = "", quiet_words: str = "",
) -> ReviewRule:  # fmt: skip
    """A rule of a unit from a day on; the one before it for the same standing ends the day
    before. Votes and notices already under way keep what they were made with. Raises Refused.
    """
    texts = {
        "legal_ground": nfc(legal_ground).strip(),
        "extra_words": nfc(extra_words).strip(),
        "quiet_words": nfc(quiet_words).strip(),
    }
    reasons = _against(unit, standing, by)
    reasons += _against_numbers(vote_percent, quorum_percent, comment_days, day_kind)
    if len(texts["legal_ground"]) > 300:
        reasons.append("Căn cứ tối đa 300 chữ cái.")
    OrgUnit.objects.select_for_update().get(pk=unit.pk)  # two at once: one after the other
    former = ReviewRule.objects.filter(unit=unit, standing=standing, valid_to__isnull=True).first()
    if former is not None and valid_from <= former.valid_from:
        day = format_date(former.valid_from)
        reasons.append(f"Quy định đang có áp dụng từ {day}. Chọn một ngày sau ngày ấy.")
    if reasons:
        raise Refused(reasons)
    if former is not None:
        former.valid_to = valid_from - timedelta(days=1)
        former.save(update_fields=["valid_to"])
    values: dict[str, Any] = {
        **texts, "standing": standing, "valid_from": valid_from, "needs_panel": needs_panel,
        "vote_percent": vote_percent, "quorum_percent": quorum_percent, "is_secret": is_secret,
        "counts_conflicted": counts_conflicted, "needs_comment": needs_comment,
        "comment_days": comment_days, "day_kind": day_kind,
    }  # fmt: skip
    rule = ReviewRule.objects.create(unit=unit, **values)
    events.record("nomination.rule_set", rule, by=by, at=at, changes=values, unit=unit)
    return rule


def _against(unit: OrgUnit, standing: str, by: Actor) -> list[str]:
    reasons = []
    if not by.may("criteria.enact", unit):
        reasons.append("Anh, chị không có quyền đặt quy định xét chọn cho đơn vị này.")
    if standing not in ("", Standing.EMERGING, Standing.EXEMPLAR):
        reasons.append("Chọn nhân tố mới, điển hình tiên tiến hay cả hai.")
    return reasons


def _against_numbers(
    vote_percent: Decimal, quorum_percent: Decimal, comment_days: int, day_kind: str
) -> list[str]:
    reasons = []
    if not 50 <= vote_percent <= 100:
        reasons.append("Tỷ lệ phiếu đồng ý từ 50% đến 100%.")
    if not 50 <= quorum_percent <= 100:
        reasons.append("Tỷ lệ thành viên có mặt từ 50% đến 100%.")
    if not 1 <= comment_days <= 90:
        reasons.append("Số ngày lấy ý kiến từ 1 đến 90.")
    if day_kind not in DayKind.values:
        reasons.append("Chọn ngày làm việc hay ngày theo lịch.")
    return reasons

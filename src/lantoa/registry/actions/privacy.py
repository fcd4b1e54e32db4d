"""What the law asks for from a day on, and the words people agree to: dated rows."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.registry.models import ConsentText, PrivacyRule
from lantoa.vietnamese import nfc

_NO_RIGHT = "Anh, chị không có quyền sửa quy định về dữ liệu cá nhân."


@transaction.atomic
def write_privacy_rule(
    *, valid_from: date, legal_basis: str, child_under: int, own_word_from: int,
    answer_working_days: int, finish_days: int, shared_finish_days: int, extension_days: int,
    by: Actor, at: datetime, original_days: int = 30,
) -> PrivacyRule:  # fmt: skip
    """A rule from a day to come on; one that is in force is never rewritten. Raises Refused."""
    values = {
        "child_under": child_under, "own_word_from": own_word_from,
        "answer_working_days": answer_working_days, "finish_days": finish_days,
        "shared_finish_days": shared_finish_days, "extension_days": extension_days,
        "original_days": original_days,
    }  # fmt: skip
    reasons = [] if by.may("privacy.manage", None) else [_NO_RIGHT]
    if valid_from <= timezone.localdate(at):
        reasons.append("Ngày có hiệu lực phải ở sau hôm nay.")
    if PrivacyRule.objects.filter(valid_from=valid_from).exists():
        reasons.append("Đã có một dòng có hiệu lực từ ngày này.")
    if not legal_basis.strip() or len(legal_basis) > 300:
        reasons.append("Ghi căn cứ: số và tên văn bản, tối đa 300 chữ cái.")
    if not 0 < own_word_from <= child_under <= 21:
        reasons.append("Tuổi hỏi cả em phải từ 1 và không quá tuổi trẻ em; tuổi trẻ em tối đa 21.")
    if not all(0 < days <= 365 for name, days in values.items() if name.endswith("days")):
        reasons.append("Số ngày phải từ 1 tới 365.")
    if reasons:
        raise Refused(reasons)
    rule = PrivacyRule.objects.create(
        valid_from=valid_from, legal_basis=nfc(legal_basis).strip(), **values
    )
    PrivacyRule.forget()
    changes = {"valid_from": valid_from, "legal_basis": rule.legal_basis, **values}
    events.record("registry.rule_written", rule, by=by, at=at, changes=changes)
    return rule


@transaction.atomic
def write_consent_text(
    *, version: str, purpose: str, text: str, valid_from: date, by: Actor, at: datetime
) -> ConsentText:
    """New words to agree to, under a new version; old ones stay as they were agreed to."""
    version, purpose, text = nfc(version).strip(), nfc(purpose).strip(), nfc(text).strip()
    reasons = [] if by.may("privacy.manage", None) else [_NO_RIGHT]
    if not version or len(version) > 20:
        reasons.append("Đặt tên mẫu, tối đa 20 chữ cái, ví dụ ĐY-02.")
    if ConsentText.objects.filter(version=version).exists():
        reasons.append("Mẫu này đã có. Câu chữ mới cần một tên mẫu mới.")
    if not purpose or len(purpose) > 200:
        reasons.append("Ghi mục đích, tối đa 200 chữ cái.")
    if not text:
        reasons.append("Viết câu chữ mà người đồng ý sẽ nghe, sẽ đọc.")
    if valid_from < timezone.localdate(at):
        reasons.append("Mẫu mới dùng từ hôm nay hoặc một ngày sau.")
    if reasons:
        raise Refused(reasons)
    made = ConsentText.objects.create(
        version=version, purpose=purpose, text=text, valid_from=valid_from
    )
    changes = {"version": version, "valid_from": valid_from}
    events.record("registry.text_written", made, by=by, at=at, changes=changes)
    return made

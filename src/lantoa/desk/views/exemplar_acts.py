"""What can be done on an exemplar's page."""

from datetime import datetime
from typing import Any

from django import forms

from lantoa.accounts.models import User
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest
from lantoa.desk.acts import Act
from lantoa.publishing import actions as publish
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Delivery
from lantoa.registry import actions
from lantoa.registry.forms import (
    ConsentForm,
    ContactForm,
    HoldForm,
    LiftForm,
    PracticeForm,
    RevokeForm,
)
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Standing


def _consent_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    channels = [(name, channel.label) for name, channel in publishing.channels().items()]
    given["initial"] = {"giver_name": record.full_name, "purpose": "Kể chuyện người tốt, việc tốt"}
    return ConsentForm(channels=channels, **given)


def _practice_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    practice = getattr(record, "practice", None)
    if practice is not None:
        names = PracticeForm.base_fields
        given["initial"] = {name: getattr(practice, name) for name in names}
    return PracticeForm(**given)


def _contact_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    contact = getattr(record, "contact", None)
    if contact is not None:
        given["initial"] = {"phone": contact.phone, "address": contact.address}
    return ContactForm(**given)


def _hold_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return HoldForm(**given)


def _lift_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return LiftForm(**given)


def _revoke_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return RevokeForm(code=record.code, **given)


class _Which(HouseForm):
    """Which consent or delivery; the number stands in the button's hidden field."""

    consent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    delivery = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _which_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return _Which(**given)


def _record(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.record_consent(exemplar=record, **facts, by=by, at=at)


def _withdraw(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    consent = record.consents.filter(pk=facts["consent"], withdrawn_at__isnull=True).first()
    if consent is None:
        raise Refused(["Sự đồng ý này đã được rút trước đó."])
    return actions.withdraw_consent(consent=consent, by=by, at=at)


def _practice(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.write_practice(exemplar=record, **facts, by=by, at=at)


def _contact(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.set_contact(exemplar=record, **facts, by=by, at=at)


def _hold(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.hold(exemplar=record, **facts, by=by, at=at)


def _lift(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    hold = record.current_hold()
    if hold is None:
        raise Refused(["Hồ sơ này không còn tạm dừng."])
    return actions.lift(hold=hold, **facts, by=by, at=at)


def _revoke(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    facts = {name: value for name, value in facts.items() if name != "code"}
    return actions.revoke(exemplar=record, **facts, by=by, at=at)


def _retry(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    delivery = Delivery.objects.filter(pk=facts["delivery"], publication__exemplar=record).first()
    if delivery is None:
        raise Refused(["Lượt gửi này không còn."])
    return publish.retry(delivery=delivery, by=by, at=at)


def _stands(record: Exemplar) -> bool:
    return record.standing != Standing.REVOKED


def _free(record: Exemplar) -> bool:
    return _stands(record) and record.current_hold() is None and record.merger() is None


def _held(record: Exemplar) -> bool:
    return record.current_hold() is not None


ACTS: dict[str, Act[Exemplar]] = {
    "consent": Act(
        "consent.record", "Đã ghi sự đồng ý.", _record, _consent_form, _stands, "dong-y"
    ),
    "withdraw": Act(
        "consent.record",
        "Đã ghi việc rút lại. Bài đang đăng sẽ được gỡ ở những kênh không còn sự đồng ý.",
        _withdraw,
        _which_form,
        anchor="dong-y",
    ),
    "practice": Act(
        "practice.write", "Đã lưu thẻ cách làm.", _practice, _practice_form, _stands, "cach-lam"
    ),
    "contact": Act(
        "consent.record", "Đã lưu cách liên lạc.", _contact, _contact_form, anchor="lien-lac"
    ),
    "retry": Act("delivery.manage", "Đã xếp hàng gửi lại.", _retry, _which_form, anchor="kenh"),
    "hold": Act(
        "exemplar.hold",
        "Đã tạm dừng. Mọi bài đang đăng sẽ được cất đi cho tới khi có kết luận.",
        _hold,
        _hold_form,
        _free,
    ),
    "lift": Act("exemplar.hold", "Đã bỏ tạm dừng. Bài sẽ được đăng lại.", _lift, _lift_form, _held),
    "revoke": Act(
        "exemplar.revoke",
        "Đã thu hồi công nhận. Bài sẽ được gỡ trên mọi kênh, kèm lời đính chính.",
        _revoke,
        _revoke_form,
        _stands,
    ),
}

"""What can be done on an exemplar's page."""

from datetime import datetime
from typing import Any

from django import forms

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest
from lantoa.desk.acts import Act
from lantoa.nominations import actions as nominations
from lantoa.nominations.forms import CounterRequestForm
from lantoa.nominations.states import Identified
from lantoa.publishing import actions as publish
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Delivery
from lantoa.registry import actions, queries
from lantoa.registry.forms import (
    ConsentForm,
    ContactForm,
    HoldForm,
    LifeForm,
    LiftForm,
    PracticeForm,
    RevokeForm,
    WithdrawForm,
)
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Standing


def _consent_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    channels = [(name, channel.label) for name, channel in publishing.channels().items()]
    text = queries.texts_on(clock.today()).first()
    given["initial"] = {
        "giver_name": record.full_name,
        "purpose": text.purpose if text else "Kể chuyện người tốt, việc tốt",
        "text_version": text.version if text else "",
    }
    return ConsentForm(channels=channels, **given)


def _practice_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    practice = getattr(record, "practice", None)
    if practice is not None:
        names = PracticeForm.base_fields
        given["initial"] = {name: getattr(practice, name) for name in names}
    return PracticeForm(**given)


def _contact_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    contact = getattr(record, "contact", None)
    # What is on file stands in the form only for who has just looked, which is logged.
    if contact is not None and request.POST.get("do") == "see":
        names = ContactForm.base_fields
        given["initial"] = {name: getattr(contact, name) for name in names}
    return ContactForm(**given)


def _life_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    given["initial"] = {name: getattr(record, name) for name in LifeForm.base_fields}
    return LifeForm(**given)


def _ask_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return CounterRequestForm(**given)


def _part_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    channels = [(name, channel.label) for name, channel in publishing.channels().items()]
    return WithdrawForm(channels=channels, **given)


def _hold_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return HoldForm(**given)


def _lift_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return LiftForm(**given)


def _revoke_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return RevokeForm(code=record.code, **given)


class _Which(HouseForm):
    """Which delivery; the number stands in the button's hidden field."""

    delivery = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _which_form(request: DeskRequest, record: Exemplar, **given: Any) -> HouseForm:
    return _Which(**given)


def _record(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.record_consent(exemplar=record, **facts, by=by, at=at)


def _withdraw(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    consent = record.consents.filter(pk=facts["consent"], withdrawn_at__isnull=True).first()
    if consent is None:
        raise Refused(["Sự đồng ý này đã được rút trước đó."])
    if facts["channels"]:
        return actions.withdraw_from_channels(
            consent=consent, channels=facts["channels"], by=by, at=at
        )
    return actions.withdraw_consent(consent=consent, by=by, at=at)


def _images(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.withdraw_images(exemplar=record, by=by, at=at)


def _see(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.see_contact(exemplar=record, by=by, at=at)


def _life(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.describe_life(exemplar=record, **facts, by=by, at=at)


def _ask(record: Exemplar, facts: dict[str, Any], by: User, at: datetime) -> object:
    return nominations.ask(exemplar=record, **facts, identified=Identified.COUNTER, by=by, at=at)


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
    return record.standing != Standing.REVOKED and record.erased_at is None


def _is_kept(record: Exemplar) -> bool:
    return record.erased_at is None


def _is_pictured(record: Exemplar) -> bool:
    return record.consents.filter(withdrawn_at__isnull=True, covers_image=True).exists()


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
        _part_form,
        anchor="dong-y",
    ),
    "images": Act(
        "consent.record",
        "Đã ghi: không dùng hình ảnh nữa. Ảnh rời mọi kênh, bài ở lại.",
        _images,
        is_open=_is_pictured,
        anchor="dong-y",
    ),
    "practice": Act(
        "practice.write", "Đã lưu thẻ cách làm.", _practice, _practice_form, _stands, "cach-lam"
    ),
    "contact": Act(
        "consent.record", "Đã lưu cách liên lạc.", _contact, _contact_form, anchor="lien-lac"
    ),
    "see": Act("consent.record", "", _see, anchor="lien-lac", shows=True),
    "life": Act(
        "consent.record", "Đã lưu tuổi và tình trạng.", _life, _life_form, _stands, "dong-y"
    ),
    "ask": Act(
        "rights.answer",
        "Đã ghi yêu cầu. Việc trả lời nằm ở mục Quyền của người dân.",
        _ask,
        _ask_form,
        _is_kept,
        "quyen",
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

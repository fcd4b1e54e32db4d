"""The four public steps of telling us of somebody: the person, the deed, who knows, and you."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from lantoa.core.forms import HouseForm
from lantoa.nominations.actions import ContactDetails
from lantoa.nominations.forms import fields
from lantoa.nominations.forms.fields import UNSURE, LinksField, PhoneField, PlaceField, WhatField

__all__ = ["UNSURE", "DeedStep", "PersonStep", "SimilarStep", "WitnessStep", "YouStep"]

#: The choice of somebody who means another person than those shown.
ANOTHER = "another"


class PersonStep(HouseForm):
    """Step 1: who, and where. `on` is the day whose communes are offered."""

    kind = fields.kind_field()
    who = fields.who_field()
    place = PlaceField()

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PlaceField, self.fields["place"]).offer(on)


class SimilarStep(HouseForm):
    """Step 1, second look: is it one of these? `similar` are (key, what to show)."""

    same = forms.ChoiceField(
        label="Có phải một trong những người này không?",
        widget=forms.RadioSelect,
        help_text="Nếu đúng, lời của bạn được thêm vào câu chuyện đã có.",
        error_messages={
            "required": "Cho biết có phải một trong những người này không.",
            "invalid_choice": "Chọn lại một dòng.",
        },
    )

    def __init__(self, *args: Any, similar: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*similar, (ANOTHER, "Không phải, đây là người khác")]
        cast(forms.ChoiceField, self.fields["same"]).choices = choices

    def clean_same(self) -> str:
        """The key chosen; '' for another person."""
        key = str(self.cleaned_data["same"])
        return "" if key == ANOTHER else key


class DeedStep(HouseForm):
    """Step 2: what they did."""

    what = WhatField()
    when_text = fields.when_field()
    why = fields.why_field()


class WitnessStep(HouseForm):
    """Step 3: what shows it, and who else knows."""

    links = LinksField()
    uploads = fields.files_field()
    witnesses = fields.witnesses_field()


class YouStep(HouseForm):
    """Step 4: how to answer you. Nothing is required."""

    name = forms.CharField(
        label="Tên bạn",
        required=False,
        max_length=200,
        help_text="Tên và số điện thoại của bạn không hiện ở đâu trên cổng.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField()
    email = fields.email_field()
    relation = forms.CharField(
        label="Bạn là gì của người ấy",
        required=False,
        max_length=200,
        help_text="Hàng xóm, đồng nghiệp, người được giúp…",
    )
    website = forms.CharField(
        label="Để trống ô này",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "class": "in trap"}),
    )

    def clean_website(self) -> str:
        """Seen by machines only; a person whose browser filled it is told what to do."""
        if self.cleaned_data["website"]:
            raise ValidationError("Chưa gửi được. Xóa chữ trong ô “Để trống ô này” rồi gửi lại.")
        return ""

    def advice(self) -> str:
        """What to say to somebody who left no way to be answered; '' otherwise."""
        if self.cleaned_data.get("phone") or self.cleaned_data.get("email"):
            return ""
        return (
            "Bạn chưa để lại số điện thoại hay thư điện tử. Chúng tôi vẫn nhận lời kể; "
            "muốn biết kết quả thì giữ mã hiện ra sau khi gửi."
        )

    def contact(self) -> ContactDetails | None:
        """What the submit action takes; None when everything was left empty."""
        data = self.cleaned_data
        contact = ContactDetails(data["name"], data["phone"], data["email"], data["relation"])
        return None if contact.is_empty() else contact

"""What citizens fill in: the four steps of telling of somebody, and asking after a code.

Fields and their limits are those of nominations; here is only how the steps hang together.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lantoa.core.forms import HouseForm
from lantoa.discovery.queries import Similar
from lantoa.nominations import rules
from lantoa.nominations.actions import ContactDetails
from lantoa.nominations.forms import fields
from lantoa.nominations.forms.comments import stance_field
from lantoa.nominations.forms.fields import LinksField, PhoneField, WhatField
from lantoa.nominations.states import ComplaintReason, RightsKind
from lantoa.places.models import AdminUnit

UNSURE = "khong-ro"
NOBODY = "khong"
MOST_FILES = rules.MAX_FILES


class PersonForm(HouseForm):
    """Step 1: who, where; and whether it is somebody we already know.

    Places are named by their official code, so that a link may choose one beforehand.
    """

    kind = fields.kind_field()
    who = fields.who_field()
    place = forms.ChoiceField(
        label="Xã, phường, đặc khu",
        help_text="Tên mới, dùng từ ngày 1/7/2025.",
        error_messages={
            "required": "Chọn xã hoặc phường nơi người ấy sống hay làm việc. "
            "Không rõ thì chọn “Tôi không chắc”.",
            "invalid_choice": "Chọn một nơi trong danh sách, hoặc “Tôi không chắc”.",
        },
    )
    same_as = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        places: Sequence[AdminUnit],
        similar: Sequence[Similar] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.similar = similar
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101  # declared above
        place.choices = [
            ("", "Chọn một nơi"),
            (UNSURE, "Tôi không chắc"),
            *((unit.code, unit.short_name) for unit in places),
        ]

    def clean_same_as(self) -> str:
        """The key of a similar person, or NOBODY; required once similar people are shown."""
        answer: str = self.cleaned_data["same_as"]
        if self.similar and answer not in {NOBODY, *(each.key for each in self.similar)}:
            raise ValidationError("Cho biết có phải một trong những người đã được kể không.")
        return answer


class DeedForm(HouseForm):
    """Step 2: what they did."""

    what = WhatField()
    when_text = fields.when_field()
    why = fields.why_field()


class ProofForm(HouseForm):
    """Step 3: who else knows, and what can be shown."""

    witnesses = fields.witnesses_field()
    links = LinksField()
    papers = fields.files_field()


class AboutYouForm(HouseForm):
    """Step 4: who tells, if they want to be answered. Nothing here is asked for."""

    name = fields.own_name_field()
    phone = PhoneField(help_text="Để cán bộ hỏi thêm và báo kết quả.")
    email = fields.email_field()
    relation = forms.CharField(
        label="Bạn quen người ấy thế nào?",
        help_text="Ví dụ: hàng xóm, học trò, cùng cơ quan.",
        max_length=200,
        required=False,
    )
    wants_answer = forms.BooleanField(
        label="Báo cho tôi biết kết quả", required=False, initial=True
    )


class LetterForm(HouseForm):
    """What anyone may send without an account: who they are, if they like, and sent once (`key`).

    `website` is a trap: people do not see it, robots fill it in.
    """

    field_order = ("reason", "stance", "text")

    name = fields.own_name_field()
    phone = PhoneField(help_text="Chỉ để cán bộ hỏi thêm. Không hiện ở đâu trên cổng.")
    email = fields.email_field()
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.add_error(None, "Có ô ẩn đã bị ghi vào. Tải lại trang rồi gửi lần nữa.")
        return ""

    def contact(self) -> ContactDetails:
        """Who sent it, as far as they said."""
        facts = self.cleaned_data
        return ContactDetails(name=facts["name"], phone=facts["phone"], email=facts["email"])


class ReportForm(LetterForm):
    """What a reader finds wrong."""

    reason = forms.ChoiceField(
        label="Điều gì chưa đúng?",
        choices=ComplaintReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một dòng gần đúng nhất."},
    )
    text = forms.CharField(
        label="Kể rõ hơn",
        help_text="Chỗ nào trong bài, sự thật thế nào, vì sao bạn biết.",
        max_length=rules.MAX_TEXT,
        min_length=rules.MIN_WHAT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Kể chỗ nào chưa đúng và sự thật thế nào.",
            "min_length": "Kể rõ hơn một chút: chỗ nào, vì sao bạn biết.",
        },
    )


class OpinionForm(LetterForm):
    """What somebody says to a notice of public comment."""

    stance = stance_field()
    text = forms.CharField(
        label="Vì sao, bạn biết điều gì",
        max_length=rules.MAX_TEXT,
        min_length=rules.MIN_WHAT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Viết vì sao, hoặc bạn biết điều gì về việc này.",
            "min_length": "Viết rõ hơn một chút: vì sao, bạn biết điều gì.",
        },
    )


class TrackForm(HouseForm):
    """The code from the receipt."""

    code = forms.CharField(
        label="Mã của bạn",
        help_text="Có trên trang hoặc tờ giấy bạn nhận khi kể. Chữ hoa hay thường đều được.",
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": "Ghi mã bạn nhận được khi kể hoặc khi phản ánh.",
            "max_length": "Mã chỉ có 26 chữ và số. Xem lại phần bạn ghi.",
        },
    )


class EmailForm(HouseForm):
    """The address of e-mail that the office has on file."""

    email = forms.EmailField(
        label="Thư điện tử của bạn",
        help_text="Địa chỉ bạn đã để lại cho cán bộ khi được hỏi chuyện.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Ghi địa chỉ thư điện tử.",
            "invalid": "Thư điện tử cần có dạng ten@noi.vn.",
        },
    )


class CodeForm(HouseForm):
    """The six digits of the letter."""

    code = forms.CharField(
        label="Mã sáu chữ số trong thư",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Ghi sáu chữ số trong thư."},
    )


class RequestForm(HouseForm):
    """What a person asks for about themselves. `channels` are (name, label) of what stands,
    `has_images` tells whether pictures are agreed to."""

    kind = forms.ChoiceField(
        label="Bạn muốn",
        choices=RightsKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn điều bạn muốn."},
    )
    channels = forms.MultipleChoiceField(
        label="Rút ở những kênh nào",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ khi rút lại sự đồng ý. Không chọn kênh nào là rút tất cả.",
    )
    only_images = forms.BooleanField(
        label="Chỉ bỏ hình ảnh: ảnh rời mọi kênh, bài ở lại", required=False
    )
    text = forms.CharField(
        label="Nói rõ hơn",
        required=False,
        max_length=rules.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Muốn sửa thì ghi chỗ nào chưa đúng và sự thật thế nào. Không cần nêu lý do rút.",
    )

    def __init__(
        self, *args: Any, channels: Sequence[tuple[str, str]], has_images: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_images:
            del self.fields["only_images"]
        field = self.fields["channels"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared above
        field.choices = list(channels)
        if not channels:
            del self.fields["channels"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.setdefault("channels", [])
        data.setdefault("only_images", False)
        return data

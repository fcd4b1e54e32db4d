"""Fields that the public steps and the officers' forms share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from lantoa.core import files
from lantoa.core.files.fields import CheckedFilesField
from lantoa.nominations import rules
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.registry.states import ExemplarKind

#: The choice of somebody who does not know the place.
UNSURE = "unsure"

KIND_LABELS = [
    (ExemplarKind.PERSON, "Một người"),
    (ExemplarKind.COLLECTIVE, "Một nhóm, một tập thể"),
    (ExemplarKind.HOUSEHOLD, "Một gia đình"),
]


def kind_field() -> forms.ChoiceField:
    """A person, a group or a family."""
    return forms.ChoiceField(
        label="Bạn muốn kể về",
        choices=KIND_LABELS,
        initial=ExemplarKind.PERSON,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kể về một người, một nhóm hay một gia đình."},
    )


def who_field() -> forms.CharField:
    """The name, as people say it."""
    return forms.CharField(
        label="Tên người ấy",
        max_length=200,
        help_text="Tên hay gọi cũng được, ví dụ “bà Tám bán xôi”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Cho biết tên người ấy; tên hay gọi cũng được.",
            "max_length": "Tên dài quá 200 chữ cái. Viết ngắn lại.",
        },
    )


def own_name_field() -> forms.CharField:
    """The name of whoever writes, if they like."""
    return forms.CharField(
        label="Tên bạn",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def when_field() -> forms.CharField:
    """Since when, in the teller's words."""
    return forms.CharField(
        label="Từ bao giờ",
        required=False,
        max_length=200,
        help_text="Nhớ chừng cũng được, ví dụ “từ sau trận lũ năm 2018”.",
        error_messages={"max_length": "Phần này dài quá 200 chữ cái. Viết ngắn lại."},
    )


def why_field() -> forms.CharField:
    """Why it is worth telling."""
    return forms.CharField(
        label="Vì sao bạn muốn kể",
        required=False,
        max_length=rules.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Việc ấy đã giúp ai, đổi được điều gì.",
    )


def witnesses_field() -> forms.CharField:
    """Who else knows of it."""
    return forms.CharField(
        label="Còn ai biết việc này",
        required=False,
        max_length=rules.MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hàng xóm, tổ trưởng, thầy cô… Chỉ cán bộ đọc để hỏi lại.",
    )


def files_field() -> CheckedFilesField:
    """Photos, papers, recordings."""
    return CheckedFilesField(
        label="Ảnh, giấy tờ, ghi âm",
        most=rules.MAX_FILES,
        required=False,
        help_text=f"Tối đa {rules.MAX_FILES} tệp, mỗi tệp 20 MB: {files.ALLOWED}.",
    )


class WhatField(forms.CharField):
    """The deed; says how many letters are missing when it is told too shortly."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Người ấy đã làm gì")
        kwargs.setdefault("help_text", "Kể như kể cho hàng xóm: làm gì, ở đâu, cho ai.")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(
            max_length=rules.MAX_TEXT,
            error_messages={
                "required": "Kể người ấy đã làm gì, vài câu thôi cũng được.",
                "max_length": "Lời kể dài quá 10.000 chữ cái. Gửi phần còn lại trong một tệp.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        missing = rules.MIN_WHAT - len(text)
        if missing > 0:
            raise ValidationError(f"Kể thêm một chút nữa: còn thiếu ít nhất {missing} chữ cái.")
        return text


class PlaceField(forms.ChoiceField):
    """One of the communes of the day; 'Tôi không chắc' gives the province."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Xã, phường")
        kwargs.setdefault("help_text", "Tên mới, dùng từ ngày 1/7/2025.")
        super().__init__(
            error_messages={
                "required": "Chọn xã hoặc phường nơi người ấy sống hay làm việc. "
                "Không rõ thì chọn “Tôi không chắc”.",
                "invalid_choice": "Nơi này không có trong danh sách. Chọn lại một nơi.",
            },
            **kwargs,
        )

    def offer(self, on: date) -> None:
        """Fill the choices with the communes of the day `on`."""
        units = places.communes(on)
        named = [(str(u.pk), f"{u.short_name} ({u.get_kind_display().lower()})") for u in units]
        self.choices = [("", "Chọn một nơi"), (UNSURE, "Tôi không chắc"), *named]

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        if chosen == UNSURE:
            return places.root().admin_unit
        return AdminUnit.objects.get(pk=chosen) if chosen else None


class LinksField(forms.CharField):
    """Addresses on the web, one on each line; a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Đường liên kết")
        kwargs.setdefault("help_text", "Bài báo, bài đăng, đoạn phim. Mỗi dòng một đường.")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "inputmode": "url"}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple):
            value = "\n".join(value)
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > rules.MAX_LINKS:
            raise ValidationError(
                f"Gửi được {rules.MAX_LINKS} đường liên kết; bạn ghi {len(lines)}. Bỏ bớt."
            )
        return [_link(line) for line in lines]


class PhoneField(forms.CharField):
    """A number that can be dialled, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Số điện thoại")
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(required=False, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not rules.is_phone(text):
            raise ValidationError(
                "Số điện thoại cần từ 8 đến 15 chữ số, ví dụ 0905 000 000. Không muốn để lại "
                "thì bỏ trống."
            )
        return text


def email_field() -> forms.EmailField:
    """An address, or nothing."""
    return forms.EmailField(
        label="Thư điện tử",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Thư điện tử cần có dạng ten@noi.vn, hoặc bỏ trống."},
    )


_is_link = URLValidator(schemes=["http", "https"])


def _link(line: str) -> str:
    # People copy the address without its beginning.
    whole = line if "://" in line else f"https://{line}"
    try:
        _is_link(whole)
    except ValidationError:
        raise ValidationError(
            f"“{line[:80]}” không phải đường liên kết. Chép cả phần https:// ở đầu."
        ) from None
    if len(whole) > 500:
        raise ValidationError(f"Đường liên kết “{line[:60]}…” dài quá 500 chữ cái.")
    return whole

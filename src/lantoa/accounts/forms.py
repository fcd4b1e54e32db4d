"""What an administrator types: an account, a role, its last day."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.accounts.states import Role
from lantoa.core.forms import HouseForm
from lantoa.places.models import OrgUnit


def unit_field(label: str = "Đơn vị") -> "forms.ModelChoiceField[OrgUnit]":
    """A unit of those one may choose here; filled by `offer_units`."""
    return forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label=label,
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn lại đơn vị."},
    )


def offer_units(form: forms.Form, units: QuerySet[OrgUnit]) -> None:
    """Offer these units, in Vietnamese order."""
    field = cast("forms.ModelChoiceField[OrgUnit]", form.fields["unit"])
    field.queryset = units.order_by("sort_key")


def _role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Vai trò",
        choices=[("", "Chọn vai trò"), *Role.choices],
        error_messages={"required": "Chọn vai trò."},
    )


def _day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"placeholder": "8/6/2026", "inputmode": "numeric"}),
        error_messages={
            "required": "Ghi ngày.",
            "invalid": "Ghi ngày trước, tháng sau, rồi đến năm, ví dụ 8/6/2026.",
        },
    )


class GrantForm(HouseForm):
    """A role in a unit, from a day on."""

    unit = unit_field()
    role = _role_field()
    starts_on = _day_field("Từ ngày")

    def __init__(self, *args: Any, units: QuerySet[OrgUnit], today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("starts_on", today)
        super().__init__(*args, **kwargs)
        offer_units(self, units)


class AccountForm(GrantForm):
    """A new account, which gets its first role at once: without one it could see nothing."""

    full_name = forms.CharField(
        label="Họ và tên",
        max_length=200,
        error_messages={"required": "Ghi họ và tên đầy đủ, có dấu."},
    )
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        help_text="Dùng để đăng nhập.",
        error_messages={
            "required": "Ghi thư điện tử để đăng nhập.",
            "invalid": "Địa chỉ này thiếu một phần, ví dụ đúng: ten@khanhhoa.example.",
        },
    )
    field_order = ["full_name", "email", "unit", "role", "starts_on"]

    def clean_email(self) -> str:
        """An address belongs to one person, however its letters are cased."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(
                "Địa chỉ này đã có tài khoản. Tìm người ấy trong danh sách rồi trao thêm vai trò."
            )
        return email


class EndForm(HouseForm):
    """The last day of a role."""

    ends_on = _day_field("Hết ngày")

    def __init__(self, *args: Any, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_ends_on(self) -> date:
        """A role does not end before it began."""
        ends_on: date = self.cleaned_data["ends_on"]
        if ends_on < self.starts_on:
            raise forms.ValidationError("Ngày thôi vai trò phải sau ngày bắt đầu.")
        return ends_on

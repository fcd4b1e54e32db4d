"""What officers fill in about a copied practice."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.core.forms import HouseForm
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import Exemplar, Practice

_LINES = forms.Textarea(attrs={"rows": 4})


class AdoptForm(HouseForm):
    """Somebody wants to do the same. Offers the units in which `user` may register."""

    practice = forms.ModelChoiceField(
        Practice.objects.none(),
        label="Cách làm",
        empty_label="Chọn cách làm",
        error_messages={"required": "Chọn cách làm được học theo."},
    )
    adopter = forms.CharField(
        label="Nơi làm theo",
        max_length=200,
        help_text="Tên thôn, tổ, trường, nhóm hoặc hộ. Ví dụ: Tổ phụ nữ thôn Suối Đá.",
        error_messages={"required": "Ghi nơi làm theo, ví dụ: Tổ phụ nữ thôn Suối Đá."},
    )
    place = forms.ModelChoiceField(
        AdminUnit.objects.none(),
        label="Xã, phường, đặc khu",
        empty_label="Chọn địa bàn",
        error_messages={"required": "Chọn xã, phường hoặc đặc khu."},
    )
    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label="Đơn vị theo dõi",
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị theo dõi."},
    )
    change = forms.CharField(
        label="Làm khác đi ở chỗ nào",
        required=False,
        max_length=2000,
        widget=_LINES,
        help_text="Bỏ trống nếu làm y như bản gốc.",
    )

    def __init__(self, user: User, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sound = Practice.objects.filter(exemplar__in=Exemplar.objects.sound())
        choices: dict[str, QuerySet[Any]] = {
            "practice": sound,
            "place": AdminUnit.objects.in_force(on).communes(),
            "unit": user.units_where("adoption.register").order_by("sort_key"),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells mypy the kind
            field.queryset = rows


class ResultForm(HouseForm):
    """What came of it."""

    statement = forms.CharField(
        label="Kết quả",
        max_length=2000,
        widget=_LINES,
        help_text="Đã làm gì, bao nhiêu nơi, từ ngày nào. Con số phải có chỗ kiểm lại.",
        error_messages={"required": "Ghi kết quả, ví dụ: 24 hộ dùng chung, từ ngày 5/3/2026."},
    )
    evidence_note = forms.CharField(
        label="Minh chứng",
        required=False,
        max_length=300,
        help_text="Sổ ghi, biên bản, ảnh: đang giữ ở đâu.",
    )
    evidence_file = forms.FileField(label="Ảnh hoặc giấy tờ", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("evidence_note") and not data.get("evidence_file"):
            self.add_error("evidence_note", "Cần một minh chứng: ghi nơi giữ hoặc tải ảnh lên.")
        return data


class ConfirmForm(HouseForm):
    """A second officer looked at it."""

    seen = forms.BooleanField(
        label="Tôi đã xem minh chứng và thấy đúng",
        error_messages={"required": "Đánh dấu sau khi đã xem minh chứng."},
    )


class StopForm(HouseForm):
    """The copy ended."""

    reason = forms.CharField(
        label="Vì sao dừng",
        max_length=1000,
        widget=_LINES,
        error_messages={"required": "Ghi vì sao dừng. Một câu cũng giúp nơi khác tránh chỗ vấp."},
    )

"""What a unit asks for before it recognises."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.accounts.forms import offer_units, unit_field
from lantoa.core.forms import HouseForm, day_input
from lantoa.nominations.models.verification import TWO_THIRDS
from lantoa.nominations.states import DayKind
from lantoa.places.models import OrgUnit
from lantoa.registry.states import Standing


def _percent(label: str, initial: Decimal, hint: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=50,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        initial=initial,
        localize=True,
        help_text=hint,
        error_messages={
            "required": "Ghi tỷ lệ phần trăm.",
            "invalid": "Chỉ ghi số, ví dụ 80 hay 66,66.",
            "min_value": "Tỷ lệ từ 50% đến 100%.",
            "max_value": "Tỷ lệ từ 50% đến 100%.",
        },
    )


class ReviewRuleForm(HouseForm):
    """A rule of a unit from a day on."""

    unit = unit_field("Của đơn vị")
    standing = forms.ChoiceField(
        label="Khi đề nghị công nhận là",
        required=False,
        choices=[
            ("", "Cả hai"),
            (Standing.EMERGING, Standing.EMERGING.label),
            (Standing.EXEMPLAR, Standing.EXEMPLAR.label),
        ],
    )
    valid_from = forms.DateField(
        label="Áp dụng từ ngày", widget=day_input(), error_messages={"required": "Chọn ngày."}
    )
    legal_ground = forms.CharField(
        label="Căn cứ", required=False, max_length=300, help_text="Số, ngày của quy chế."
    )
    needs_panel = forms.BooleanField(label="Phải qua hội đồng bỏ phiếu", required=False)
    vote_percent = _percent(
        "Cần bao nhiêu phần trăm đồng ý", Decimal(80), "Trên tổng số thành viên, kể cả người vắng."
    )
    quorum_percent = _percent("Cần bao nhiêu phần trăm có mặt", TWO_THIRDS, "66,66 là hai phần ba.")
    is_secret = forms.BooleanField(label="Bỏ phiếu kín", required=False, initial=True)
    counts_conflicted = forms.BooleanField(
        label="Người tránh bỏ phiếu vẫn tính vào tổng số", required=False
    )
    needs_comment = forms.BooleanField(label="Phải lấy ý kiến nhân dân", required=False)
    comment_days = forms.IntegerField(
        label="Lấy ý kiến bao nhiêu ngày",
        min_value=1,
        max_value=90,
        initial=10,
        error_messages={
            "required": "Ghi số ngày.",
            "invalid": "Chỉ ghi số.",
            "min_value": "Từ 1 đến 90 ngày.",
            "max_value": "Từ 1 đến 90 ngày.",
        },
    )
    day_kind = forms.ChoiceField(
        label="Tính theo",
        choices=DayKind.choices,
        initial=DayKind.WORKING,
        widget=forms.RadioSelect,
    )
    extra_words = forms.CharField(
        label="Từ cần để ý thêm",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một từ khen quá mức mà máy nên hỏi.",
    )
    quiet_words = forms.CharField(
        label="Từ không cần nhắc",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một từ.",
    )

    def __init__(self, *args: Any, units: QuerySet[OrgUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, units)

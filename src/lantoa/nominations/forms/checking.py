"""What the verifier fills in besides verdicts."""

from datetime import datetime
from typing import Any, cast

from django import forms

from lantoa.core.files.fields import CheckedFilesField
from lantoa.core.forms import HouseForm, day_input
from lantoa.nominations.actions.verification import MOST_PHOTOS
from lantoa.nominations.models import Claim, Nomination
from lantoa.nominations.states import ConfirmedHow, CriterionVerdict, FlagAnswer


class _MomentField(forms.DateTimeField):
    """A moment of our time: far years overflow when zones are reckoned."""

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        if moment is not None and not 1950 <= moment.year <= 2199:
            raise forms.ValidationError("Năm cần đủ bốn chữ số, ví dụ 2026.")
        return moment


def moment_field(label: str, **kwargs: Any) -> forms.DateTimeField:
    """A day with an hour, typed as 14:30 8/6/2026 or 8/6/2026 14:30."""
    kwargs.setdefault("help_text", "Giờ rồi ngày, ví dụ 14:30 8/6/2026.")
    return _MomentField(
        label=label,
        input_formats=["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Hh%M %d/%m/%Y", "%H:%M, %d/%m/%Y"],
        widget=forms.DateTimeInput(
            format="%H:%M %d/%m/%Y", attrs={"autocomplete": "off", "inputmode": "text"}
        ),
        error_messages={
            "required": "Ghi giờ và ngày, ví dụ 14:30 8/6/2026.",
            "invalid": "Ghi giờ và ngày như 14:30 8/6/2026.",
        },
        **kwargs,
    )


class ConfirmationForm(HouseForm):
    """Who confirmed a claim, in their own words."""

    name = forms.CharField(
        label="Họ tên",
        max_length=200,
        error_messages={"required": "Ghi họ tên người xác nhận."},
    )
    role = forms.CharField(
        label="Là ai, làm gì",
        max_length=200,
        error_messages={"required": "Ghi người ấy là ai: hàng xóm, tổ trưởng, kế toán…"},
    )
    words = forms.CharField(
        label="Lời người ấy nói",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lại lời người ấy nói, càng đúng nguyên văn càng tốt."},
    )
    how = forms.ChoiceField(
        label="Hỏi bằng cách nào",
        choices=ConfirmedHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đã gặp, đã gọi hay có giấy."},
    )
    on = forms.DateField(
        label="Ngày hỏi", widget=day_input(), error_messages={"required": "Ghi ngày hỏi."}
    )


class CriterionForm(HouseForm):
    """Whether one criterion is met."""

    verdict = forms.ChoiceField(
        choices=CriterionVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đạt, đạt một phần hay chưa đạt."},
    )
    number = forms.CharField(label="Con số", required=False, max_length=60)
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    claims: "forms.ModelMultipleChoiceField[Claim]" = forms.ModelMultipleChoiceField(
        Claim.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Claim]", self.fields["claims"])
        field.queryset = nomination.claims.all()


class FlagForm(HouseForm):
    """What becomes of something that looked odd."""

    answer = forms.ChoiceField(
        choices=FlagAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đã sửa hoặc không dùng, hay có lý do giữ nguyên."},
    )
    note = forms.CharField(
        label="Vì sao giữ nguyên",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == FlagAnswer.EXPLAINED and not data.get("note"):
            self.add_error("note", "Viết vì sao giữ nguyên: lấy từ đâu, so với ai, hỏi ai.")
        return data


class VisitForm(HouseForm):
    """A visit, written on the spot; the place by words, coordinates only if the phone is asked."""

    visited_at = moment_field("Đến lúc")
    place = forms.CharField(
        label="Đến đâu",
        max_length=300,
        help_text="Ví dụ: sân phơi muối của tổ 5.",
        error_messages={"required": "Ghi đã đến đâu."},
    )
    seen = forms.CharField(
        label="Thấy gì",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Viết thấy gì ở đó."},
    )
    photos = CheckedFilesField(
        label="Ảnh chụp tại chỗ",
        most=MOST_PHOTOS,
        required=False,
        help_text=f"Tối đa {MOST_PHOTOS} ảnh. Vị trí ghi trong ảnh được xóa trước khi lưu.",
    )
    latitude = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    idempotency_key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

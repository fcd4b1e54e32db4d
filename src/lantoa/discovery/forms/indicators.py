"""Sending a table of figures, asking it, telling of what it shows."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from lantoa.core.forms import HouseForm
from lantoa.discovery import outliers
from lantoa.discovery.outliers.sheets import MAX_BYTES, sheet_of
from lantoa.nominations.forms.fields import PlaceField


class IndicatorUploadForm(HouseForm):
    """A table of the statistics office; `columns` holds the sheet once the form is valid."""

    name = forms.CharField(
        label="Tên bảng",
        max_length=200,
        help_text="Ví dụ “Hộ thoát nghèo theo xã, 2023 đến 2025”.",
        error_messages={"required": "Đặt tên bảng để sau này tìm lại."},
    )
    file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        help_text="Dòng đầu là tên cột, mỗi đơn vị (và mỗi năm) một dòng. Tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Chọn tệp số liệu.",
            "empty": "Tệp này trống. Chọn lại tệp số liệu.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: outliers.Columns | None = None

    def clean_file(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.columns = sheet_of(upload.read(MAX_BYTES + 1), upload.name or "")
        except outliers.Unfit as problem:
            raise ValidationError(str(problem)) from None
        return upload


class IndicatorQuestionForm(HouseForm):
    """Which column says what; the choices are the columns of the table."""

    unit = forms.ChoiceField(label="Cột tên đơn vị")
    value = forms.ChoiceField(label="Cột giá trị cần xem")
    better = forms.ChoiceField(
        label="Thế nào là làm tốt hơn",
        choices=[("higher", "Giá trị cao hơn"), ("lower", "Giá trị thấp hơn")],
        widget=forms.RadioSelect,
    )
    is_count = forms.BooleanField(
        label="Giá trị là số đếm (số vụ, số người, số hộ)", required=False
    )
    exposure = forms.ChoiceField(
        label="Cột quy mô",
        required=False,
        help_text="Dân số, số hộ: nơi đông tự nhiên đếm được nhiều hơn.",
    )
    period = forms.ChoiceField(
        label="Cột năm hoặc kỳ", required=False, help_text="Khi mỗi đơn vị có nhiều dòng."
    )
    context = forms.MultipleChoiceField(
        label="Cột bối cảnh",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Điều nơi ấy không tự đổi được: vùng, thu nhập, độ cao. Chọn ít cột, có lý do.",
    )
    level = forms.ChoiceField(
        label="Chấp nhận nêu nhầm",
        choices=[("0.01", "1 trong 100"), ("0.05", "5 trong 100"), ("0.1", "10 trong 100")],
        initial="0.05",
        help_text="Trong các tên được nêu, phần có thể chỉ do may rủi.",
    )
    min_count = forms.IntegerField(
        label="Số đếm nhỏ nhất được xét",
        min_value=0,
        max_value=1000,
        initial=5,
        help_text="Đơn vị có số đếm nhỏ hơn thì không xét và không hiện số.",
        error_messages={
            "required": "Ghi số đếm nhỏ nhất được xét, thường là 5.",
            "invalid": "Số đếm nhỏ nhất là một số nguyên, ví dụ 5.",
            "min_value": "Số đếm nhỏ nhất từ 0 trở lên.",
            "max_value": "Số đếm nhỏ nhất không quá 1.000.",
        },
    )

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(name, name) for name in dict.fromkeys(names) if name]
        for field in ("unit", "value", "context"):
            cast(forms.ChoiceField, self.fields[field]).choices = offered
        for field in ("exposure", "period"):
            cast(forms.ChoiceField, self.fields[field]).choices = [("", "Không có"), *offered]

    def question(self) -> outliers.Question:
        """What is asked; only for a valid form."""
        data = self.cleaned_data
        return outliers.Question(
            unit=data["unit"], value=data["value"], is_count=data["is_count"],
            exposure=data["exposure"], period=data["period"], context=tuple(data["context"]),
            better=data["better"], level=float(data["level"]), min_count=data["min_count"],
        )  # fmt: skip


class IndicatorLeadForm(HouseForm):
    """The lead that a finding becomes: where, and what the figures say, to be put in own words."""

    place = PlaceField()
    what = forms.CharField(
        label="Điều số liệu cho thấy",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Sửa tự do. Người đến xem sẽ đọc phần này.",
        error_messages={"required": "Viết điều số liệu cho thấy."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PlaceField, self.fields["place"]).offer(on)

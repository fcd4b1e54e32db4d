"""Sending a list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from lantoa.core.forms import HouseForm
from lantoa.discovery import lists


class ListUploadForm(HouseForm):
    """A unit's list of people; `rows` holds what was read once the form is valid."""

    file = forms.FileField(
        label="Danh sách, tệp CSV",
        help_text="Dòng đầu là tên cột: Họ và tên; Xã, phường; Loại; Việc tốt; Từ bao giờ; "
        "Vì sao. Mỗi người một dòng. Tối đa 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Chọn tệp danh sách.",
            "empty": "Tệp này trống. Chọn lại tệp danh sách.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[lists.ListRow] = []

    def clean_file(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.rows = lists.read(upload.read(lists.MAX_BYTES + 1))
        except lists.ListProblem as problem:
            raise ValidationError(str(problem)) from None
        return upload


class OldFileForm(HouseForm):
    """A list, report or decision of past years; it is read by a worker, not by the form."""

    file = forms.FileField(
        label="Tệp cũ",
        help_text="Danh sách, báo cáo, quyết định khen thưởng: Word (.doc, .docx), Excel (.xls, "
        ".xlsx), PDF, CSV, chữ thường. Phông .VnTime, VNI cũng đọc được. Tối đa 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".doc,.docx,.xls,.xlsx,.pdf,.csv,.txt"}),
        error_messages={
            "required": "Chọn tệp cũ cần đọc.",
            "empty": "Tệp này trống. Chọn lại tệp.",
        },
    )

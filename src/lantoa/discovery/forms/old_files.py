"""Sending a file of past years."""

from django import forms

from lantoa.core.forms import HouseForm


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

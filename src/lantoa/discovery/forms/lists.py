"""Sending a list, and mending one row of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from lantoa.core.forms import HouseForm
from lantoa.discovery.actions.uploads import MAX_BYTES
from lantoa.discovery.lists import COLUMNS, Layout
from lantoa.discovery.lists.verdicts import without_hidden
from lantoa.discovery.states import ListPurpose

#: Endings offered by the chooser of the browser; what counts is the content.
ACCEPT = ".xlsx,.xls,.csv,.txt,.docx,.doc,.pdf,.ods,.odt,.rtf"
#: Cells of at most so many characters get a box of one line.
_ONE_LINE = 120


class ListUploadForm(HouseForm):
    """A unit's list of people, as a file."""

    purpose = forms.ChoiceField(
        label="Danh sách kể về",
        choices=ListPurpose.choices,
        initial=ListPurpose.LEADS,
        help_text="Cả ba đều vào thành tin báo: chưa ai được công khai trước khi xác minh.",
    )
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel theo mẫu là tốt nhất; CSV hay tệp cũ cũng được. "
        "Tối đa 10.000 người, 20 MB.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Chọn tệp danh sách.",
            "empty": "Tệp này trống. Chọn lại tệp danh sách.",
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """At most 20 MB; the content is looked at after the file is kept."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError("Danh sách nặng hơn 20 MB. Tách thành nhiều tệp rồi gửi.")
        return upload


class RowForm(HouseForm):
    """The cells of one row, under the headings of its sheet; errors stand at the cells.

    Fields are `o0`, `o1`… by column. What was sent beyond the headings may be cut and pasted.
    """

    def __init__(
        self,
        *args: Any,
        layout: Layout,
        cells: Sequence[str],
        faults: Sequence[dict[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.width = max(len(layout.headings), len(cells))
        names = {index: name for name, index in layout.fields.items()}
        wrong = {fault["column"] for fault in faults}
        for index in range(self.width):
            heading = layout.headings[index] if index < len(layout.headings) else ""
            cell = cells[index] if index < len(cells) else ""
            column = COLUMNS.get(names.get(index, ""))
            if column is None and not cell and index not in wrong:
                continue
            most = column.most if column is not None else 200
            is_long = most > 1000 or len(cell) > _ONE_LINE
            field = forms.CharField(
                label=heading or "Ô ngoài các cột có tên",
                help_text=column.hint if column is not None else "",
                required=False,
                initial=without_hidden(cell),
                strip=True,
                widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput(),
            )
            field.widget.attrs["class"] = "in"
            self.fields[f"o{index}"] = field

    def cells(self, before: Sequence[str]) -> list[str]:
        """The row as it was typed."""
        row = [*before, *[""] * (self.width - len(before))]
        for name in self.fields:
            row[int(name[1:])] = self.cleaned_data.get(name, "")
        while row and not row[-1]:
            row.pop()
        return row

    @staticmethod
    def standing(cells: Sequence[str], faults: Sequence[dict[str, Any]]) -> dict[str, str] | None:
        """The row as if it had just been sent, when something is wrong with it; otherwise None."""
        if not faults:
            return None
        return {f"o{index}": without_hidden(cell) for index, cell in enumerate(cells)}

    def show(self, faults: Sequence[dict[str, Any]]) -> None:
        """Put what is wrong at the cells where it is wrong; there nobody needs their address."""
        for fault in faults:
            name, reason = f"o{fault['column']}", str(fault["reason"])
            if name in self.fields:
                reason = reason.removeprefix(f"Ô {fault['address']}: ")
                self.add_error(name, f"{reason[:1].upper()}{reason[1:]}")
            else:
                self.add_error(None, reason)

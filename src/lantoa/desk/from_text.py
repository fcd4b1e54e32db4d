"""The two forms of a tip out of a text: pasting it, and confirming what was found in it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.forms import HouseForm
from lantoa.discovery.extracting import MAX_TEXT, Finding
from lantoa.nominations.forms import fields
from lantoa.nominations.forms.fields import LinksField, PlaceField, WhatField
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit

#: The choice of somebody or of a place that the text does not name.
OTHER = "khac"
LABELS = {
    "organisation": "Cơ quan, tập thể",
    "birth_year": "Năm sinh",
    "age": "Tuổi",
    "date": "Thời gian",
    "number": "Con số",
    "award": "Khen thưởng",
    "decision": "Số văn bản",
}
# What a plain text file may not hold (core.files): control characters but tab and line ends.
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteForm(HouseForm):
    """The text, and where it is from. The address is kept, never opened by us."""

    text = forms.CharField(
        label="Văn bản",
        max_length=MAX_TEXT,
        min_length=40,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Dán cả bài báo, báo cáo hay tin nhắn. Chương trình chỉ đọc chữ ở đây, không mở "
        "đường liên kết.",
        error_messages={
            "required": "Dán văn bản vào đây.",
            "min_length": "Văn bản ngắn quá, chưa đủ để đọc ra một việc. Dán cả đoạn.",
            "max_length": "Văn bản dài quá 50.000 chữ cái. Dán phần nói về người ấy.",
        },
    )
    source = forms.CharField(
        label="Nguồn",
        max_length=200,
        help_text="Báo nào, cơ quan nào, ngày nào; hoặc ai gửi.",
        error_messages={"required": "Ghi văn bản này của ai."},
    )
    links = LinksField(label="Đường liên kết", help_text="Nếu có. Mỗi dòng một đường.")

    def as_file(self) -> SimpleUploadedFile:
        """The text as it was pasted, to lie beside the tip."""
        data = self.cleaned_data
        whole = f"Nguồn: {data['source']}\n\n{data['text']}\n"
        return SimpleUploadedFile(
            "văn bản gốc.txt", _UNPRINTED.sub("", whole).encode(), "text/plain"
        )


class ConfirmForm(HouseForm):
    """What was found, to be confirmed or put right; nothing is chosen beforehand."""

    kind = fields.kind_field()
    person = forms.ChoiceField(
        label="Ai được kể",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một người, hoặc “Tên khác”."},
    )
    who = forms.CharField(label="Nếu tên khác, ghi ở đây", required=False, max_length=200)
    spot = forms.ChoiceField(
        label="Ở đâu",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một nơi, hoặc “Nơi khác”."},
    )
    place = PlaceField(label="Nếu nơi khác, chọn ở đây", required=False)
    what = WhatField(
        label="Việc tốt", help_text="Những câu chương trình cho là kể việc làm. Bớt, sửa cho đúng."
    )
    is_right = forms.BooleanField(
        label="Tôi đã đối chiếu từng điều với văn bản",
        error_messages={"required": "Đọc lại từng điều, rồi đánh dấu vào ô này."},
    )

    def __init__(self, *args: Any, findings: Sequence[Finding], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "Kể về"
        self.findings = list(findings)
        self.people = [each for each in findings if each.kind == "person"]
        communes = {unit.code: unit for unit in places.communes(on)}
        self.spots = [
            (code, communes[code], each)
            for each in findings
            if each.kind == "place"
            for code in each.codes
            if code in communes
        ]
        person, spot = self.fields["person"], self.fields["spot"]
        cast(forms.ChoiceField, person).choices = [
            *((each.value, each.value) for each in self.people), (OTHER, "Tên khác")
        ]  # fmt: skip
        cast(forms.ChoiceField, spot).choices = [
            *((code, unit.name) for code, unit, _ in self.spots), (OTHER, "Nơi khác")
        ]  # fmt: skip
        cast(PlaceField, self.fields["place"]).offer(on)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("person") == OTHER and not data.get("who"):
            self.add_error("who", "Ghi tên người được kể.")
        if data.get("spot") == OTHER and not data.get("place") and "place" not in self.errors:
            self.add_error("place", "Chọn nơi, hoặc “Tôi không chắc”.")
        return data

    def named(self) -> str:
        """The name that was confirmed or written."""
        data = self.cleaned_data
        return str(data["who"] if data["person"] == OTHER else data["person"])

    def placed(self) -> AdminUnit:
        """The unit that was confirmed or chosen."""
        data = self.cleaned_data
        units = {code: unit for code, unit, _ in self.spots}
        unit: AdminUnit = data["place"] if data["spot"] == OTHER else units[data["spot"]]
        return unit

    def facts(self) -> list[dict[str, Any]]:
        """Other findings as rows: number, label, finding, what now stands there, if confirmed."""
        rows = []
        for number, each in enumerate(self.findings):
            if each.kind in LABELS:
                value = str(self.data.get(f"fact-{number}", each.value))[:200].strip()
                is_right = f"right-{number}" in self.data
                rows.append({"number": number, "label": LABELS[each.kind], "finding": each,
                             "value": value, "is_right": is_right})  # fmt: skip
        return rows

    def told(self) -> str:
        """The deed, and the other facts that were confirmed, one on each line."""
        lines = [
            f"- {row['label']}: {row['value']}"
            for row in self.facts()
            if row["is_right"] and row["value"]
        ]
        what = str(self.cleaned_data["what"])
        return "\n".join([what, "", "Theo văn bản:", *lines]) if lines else what

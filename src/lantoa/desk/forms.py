"""Forms that only the desk asks: several steps of a module on one page."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from lantoa.accounts.forms import offer_units, unit_field
from lantoa.core.forms import HouseForm, day_input
from lantoa.discovery.forms import ListUploadForm, OldFileForm
from lantoa.nominations.forms import DescribeForm, StartForm
from lantoa.nominations.forms.fields import PlaceField
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Exemplar, Sector


class AcceptForm(StartForm):
    """A file for a lead, with its claims and, if known already, the verifier and the day."""

    full_name = DescribeForm.base_fields["full_name"]
    deed = DescribeForm.base_fields["deed"]
    sector = DescribeForm.base_fields["sector"]
    place = PlaceField()
    claims = forms.CharField(
        label="Những điều cần xác minh",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi điều một dòng, hỏi lại được: bao lâu, bao nhiêu người, việc gì cụ thể.",
    )
    field_order = ["full_name", "deed", "sector", "place", "claims", "verifier", "due_on"]

    def __init__(self, *args: Any, unit: OrgUnit, on: date, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, on=on, **kwargs)
        for name in ("verifier", "due_on"):
            self.fields[name].required = False
        verifier = cast("forms.ModelChoiceField[Any]", self.fields["verifier"])
        verifier.empty_label = "Chọn sau"
        cast(PlaceField, self.fields["place"]).offer(on)
        sector = cast("forms.ModelChoiceField[Sector]", self.fields["sector"])
        sector.queryset = Sector.objects.order_by("sort_key")

    def clean_due_on(self) -> date | None:  # type: ignore[override]  # here it may stay empty
        """Empty, or from today on."""
        return super().clean_due_on() if self.cleaned_data.get("due_on") else None

    def clean(self) -> dict[str, Any]:
        """Who verifies needs a day and something to verify."""
        data = super().clean() or {}
        data["claims"] = [line.strip(" -•\t") for line in data.get("claims", "").splitlines()]
        data["claims"] = [line for line in data["claims"] if line]
        if data.get("verifier") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Chọn ngày người xác minh phải xong.")
        if data.get("verifier") and not data["claims"]:
            self.add_error("claims", "Viết ít nhất một điều để người xác minh biết phải hỏi gì.")
        return data


class JoinForm(HouseForm):
    """Which exemplar the tip belongs to, and what who told us will read."""

    code = forms.CharField(
        label="Mã hồ sơ có trước",
        max_length=20,
        help_text="Ví dụ DH-2026-0001.",
        error_messages={"required": "Ghi mã hồ sơ có trước."},
    )
    answer = forms.CharField(
        label="Câu trả lời cho người kể",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="Việc này đã được kể trước đây. Lời của bạn được thêm vào câu chuyện ấy.",
        error_messages={"required": "Viết câu trả lời: người kể sẽ đọc đúng câu này."},
    )

    def __init__(self, *args: Any, exemplars: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exemplars = exemplars

    def clean_code(self) -> Exemplar:
        """One of the exemplars that the officer may read."""
        found = self.exemplars.filter(code=self.cleaned_data["code"].strip().upper()).first()
        if found is None:
            raise forms.ValidationError("Không thấy hồ sơ mang mã này trong đơn vị của anh, chị.")
        return cast(Exemplar, found)


class MergeForm(HouseForm):
    """What who told of the record that goes will read."""

    answer = forms.CharField(
        label="Câu trả lời cho người kể",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="Việc này đã có người kể trước. Lời của bạn được thêm vào câu chuyện ấy.",
        error_messages={"required": "Viết câu trả lời: người kể sẽ đọc đúng câu này."},
    )


class DifferentForm(HouseForm):
    """Why the two are not one: for the colleague who wonders next year."""

    note = forms.CharField(
        label="Vì sao",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: hai chị em họ, khác năm sinh. Chỉ cán bộ đọc được.",
    )


class UnitListForm(ListUploadForm):
    """A list, and for which of the officer's units it is."""

    unit = unit_field("Danh sách của đơn vị nào")
    field_order = ["unit", "purpose", "file"]

    def __init__(self, *args: Any, units: QuerySet[OrgUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, units)
        if len(first := list(units[:2])) == 1:
            self.fields["unit"].initial = first[0].pk


class UnitOldFileForm(OldFileForm):
    """An old file, and for which of the officer's units it is."""

    unit = unit_field("Tệp của đơn vị nào")
    field_order = ["unit", "file"]

    def __init__(self, *args: Any, units: QuerySet[OrgUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, units)


class CalendarForm(HouseForm):
    """A day that a decision makes worked or off."""

    day = forms.DateField(
        label="Ngày", widget=day_input(), error_messages={"required": "Ghi ngày."}
    )
    is_working = forms.TypedChoiceField(
        label="Ngày ấy",
        choices=[("no", "Nghỉ"), ("yes", "Đi làm")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nghỉ hay đi làm."},
    )
    name = forms.CharField(
        label="Ngày gì",
        max_length=120,
        help_text="Ví dụ: nghỉ bù Tết Nguyên đán, làm bù cho 2/1.",
        error_messages={"required": "Ghi đây là ngày gì."},
    )
    legal_ground = forms.CharField(
        label="Căn cứ",
        max_length=200,
        help_text="Số, ngày của văn bản.",
        error_messages={"required": "Ghi số, ngày của văn bản."},
    )

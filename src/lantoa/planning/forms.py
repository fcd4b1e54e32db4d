"""What officers fill in about a plan."""

from datetime import date
from typing import Any

from django import forms

from lantoa.core.files.fields import CheckedFileField
from lantoa.core.forms import HouseForm, day_input
from lantoa.places.models import OrgUnit
from lantoa.planning.models import Plan
from lantoa.planning.states import Indicator

_LINES = forms.Textarea(attrs={"rows": 3})


class ProgressForm(HouseForm):
    """How far a duty is."""

    progress = forms.IntegerField(
        label="Tiến độ (%)",
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Ghi tiến độ, từ 0 đến 100.",
            "invalid": "Tiến độ là một số từ 0 đến 100.",
            "min_value": "Tiến độ là số từ 0 đến 100.",
            "max_value": "Tiến độ là số từ 0 đến 100.",
        },
    )
    note = forms.CharField(
        label="Đã làm được gì",
        max_length=2000,
        widget=_LINES,
        error_messages={"required": "Ghi một câu: đã làm được gì."},
    )


class FinishForm(HouseForm):
    """A duty is done."""

    note = forms.CharField(
        label="Sản phẩm ở đâu",
        max_length=2000,
        widget=_LINES,
        help_text="Số văn bản, đường dẫn hoặc nơi giữ.",
        error_messages={"required": "Ghi sản phẩm ở đâu để người khác xem được."},
    )


class AssignmentForm(HouseForm):
    """A new duty of a plan."""

    number = forms.CharField(
        label="Số",
        max_length=10,
        help_text="Ví dụ: 2.1",
        error_messages={"required": "Ghi số của nhiệm vụ, ví dụ: 2.1"},
    )
    group = forms.CharField(
        label="Nhóm nhiệm vụ",
        max_length=200,
        error_messages={"required": "Ghi nhóm nhiệm vụ, ví dụ: Tìm điển hình từ cơ sở."},
    )
    content = forms.CharField(
        label="Nội dung",
        max_length=2000,
        widget=_LINES,
        error_messages={"required": "Ghi việc phải làm."},
    )
    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label="Cơ quan chủ trì",
        empty_label="Chọn cơ quan",
        error_messages={"required": "Chọn cơ quan chủ trì."},
    )
    supporting = forms.ModelMultipleChoiceField(
        OrgUnit.objects.none(), label="Cơ quan phối hợp", required=False
    )
    deadline = forms.DateField(
        label="Thời hạn",
        widget=day_input(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": "Chọn thời hạn.",
            "invalid": "Ghi ngày, tháng, năm, ví dụ: 30/6/2026.",
        },
    )
    product = forms.CharField(
        label="Sản phẩm",
        max_length=300,
        help_text="Làm xong thì có gì để xem.",
        error_messages={"required": "Ghi sản phẩm, ví dụ: 2 câu chuyện mỗi quý."},
    )
    indicator = forms.ChoiceField(
        label="Đo bằng",
        required=False,
        choices=[("", "Không đo bằng con số"), *Indicator.choices],
    )
    target = forms.IntegerField(
        label="Chỉ tiêu",
        required=False,
        min_value=1,
        max_value=1_000_000,
        error_messages={"min_value": "Chỉ tiêu là số lớn hơn 0."},
    )

    def __init__(self, plan: Plan, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        in_force = OrgUnit.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on)
        for name in ("unit", "supporting"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells mypy the kind
            field.queryset = in_force.order_by("sort_key")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        deadline = data.get("deadline")
        if deadline and not self.plan.period_start <= deadline <= self.plan.period_end:
            self.add_error("deadline", "Thời hạn phải nằm trong thời gian của kế hoạch.")
        if data.get("target") and not data.get("indicator"):
            self.add_error("indicator", "Đã đặt chỉ tiêu thì chọn con số dùng để đo.")
        return data


class DocumentForm(HouseForm):
    """A decision or plan for the collection."""

    number = forms.CharField(
        label="Số, ký hiệu",
        max_length=60,
        help_text="Ví dụ: 1526/QĐ-TTg, 34-CT/TW",
        error_messages={"required": "Ghi số, ký hiệu của văn bản."},
    )
    kind = forms.CharField(
        label="Loại",
        max_length=60,
        help_text="Ví dụ: Quyết định, Kế hoạch, Chỉ thị",
        error_messages={"required": "Ghi loại văn bản."},
    )
    issuer = forms.CharField(
        label="Cơ quan ban hành",
        max_length=200,
        error_messages={"required": "Ghi cơ quan ban hành."},
    )
    issued_on = forms.DateField(
        label="Ngày ban hành",
        widget=day_input(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={
            "required": "Chọn ngày ban hành.",
            "invalid": "Ghi ngày, tháng, năm, ví dụ: 30/6/2026.",
        },
    )
    signed_by = forms.CharField(label="Người ký", max_length=200, required=False)
    abstract = forms.CharField(
        label="Trích yếu",
        max_length=1000,
        widget=_LINES,
        error_messages={"required": "Ghi trích yếu của văn bản."},
    )
    upload = CheckedFileField(label="Tệp", required=False, help_text="PDF hoặc DOCX, tới 20 MB")
    is_public = forms.BooleanField(label="Ai cũng đọc được trên cổng", required=False, initial=True)


class DocumentFileForm(HouseForm):
    """The file of a document, and who may read it."""

    upload = CheckedFileField(
        label="Tệp", required=False, help_text="Để trống thì giữ tệp đang có. PDF hoặc DOCX."
    )
    is_public = forms.BooleanField(label="Ai cũng đọc được trên cổng", required=False)

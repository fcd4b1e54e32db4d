"""What officers and editors fill in about a gathering."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core.forms import HouseForm, day_input
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.publishing.models import Gathering, Publication
from lantoa.publishing.states import GatheringKind
from lantoa.registry import queries as registry

_CODES = re.compile(r"[A-Z]{2}-\d{4}-\d{1,6}")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(
            format="%H:%M", attrs={"placeholder": "14:00", "inputmode": "numeric"}
        ),
        error_messages={
            "required": "Ghi giờ, ví dụ 14:00.",
            "invalid": "Ghi giờ theo mẫu 14:00.",
        },
    )


class GatheringForm(HouseForm):
    """An invitation. Offers the units for which `user` may invite."""

    title = forms.CharField(
        label="Tên buổi gặp",
        max_length=200,
        help_text="Nói việc sẽ bàn, ví dụ: Cân rác ở cầu cảng, xem tận nơi.",
        error_messages={"required": "Ghi tên buổi gặp."},
    )
    kind = forms.ChoiceField(label="Loại", choices=GatheringKind.choices)
    day = forms.DateField(
        label="Ngày",
        widget=day_input(),
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
        error_messages={
            "required": "Ghi ngày, ví dụ 12/6/2026.",
            "invalid": "Ghi ngày trước, tháng sau, rồi đến năm, ví dụ 12/6/2026.",
        },
    )
    begins = _time("Từ giờ")
    ends = _time("Đến giờ")
    venue = forms.CharField(
        label="Địa điểm",
        max_length=200,
        help_text="Nhà văn hóa, trường, bến, ruộng nào.",
        error_messages={"required": "Ghi địa điểm cụ thể."},
    )
    place = forms.ModelChoiceField(
        AdminUnit.objects.none(),
        label="Xã, phường, đặc khu",
        empty_label="Chọn một nơi",
        error_messages={"required": "Chọn xã, phường hoặc đặc khu."},
    )
    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label="Đơn vị mời",
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị đứng ra mời."},
    )
    abstract = forms.CharField(
        label="Bàn chuyện gì",
        max_length=2000,
        widget=_lines(4),
        error_messages={"required": "Ghi vài câu: bàn chuyện gì, ai kể."},
    )
    audience = forms.CharField(
        label="Ai có thể đến",
        max_length=300,
        help_text="Có cần báo trước không, báo cho ai.",
        error_messages={"required": "Ghi ai có thể đến."},
    )
    exemplars = forms.CharField(
        label="Điển hình sẽ có mặt",
        required=False,
        max_length=400,
        help_text="Mã hồ sơ, cách nhau bằng dấu phẩy, ví dụ DH-2026-0001. Bài đã đăng về họ được nêu kèm.",
    )

    def __init__(self, user: User, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        offered: dict[str, Any] = {
            "place": places.communes(on),
            "unit": user.units_where("gathering.manage").order_by("sort_key"),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells mypy the kind
            field.queryset = rows

    def clean_exemplars(self) -> list[Any]:
        """Public exemplars by their codes; one that may not be named is said to be missing."""
        codes = _CODES.findall(self.cleaned_data["exemplars"].upper())
        found = list(registry.public_exemplars(self.on).filter(code__in=codes))
        missing = sorted(set(codes) - {exemplar.code for exemplar in found})
        if missing or (self.cleaned_data["exemplars"].strip() and not codes):
            words = ", ".join(missing) or "này"
            raise forms.ValidationError(
                f"Không thấy hồ sơ công khai mang mã {words}. Người chưa đồng ý thì không nêu tên."
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Day and times become moments; stories follow from the people."""
        data = super().clean() or self.cleaned_data
        if {"day", "begins", "ends"} <= data.keys():
            day, begins, ends = data.pop("day"), data.pop("begins"), data.pop("ends")
            if ends <= begins:
                self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
            data["starts_at"] = timezone.make_aware(datetime.combine(day, begins))
            data["ends_at"] = timezone.make_aware(datetime.combine(day, ends))
        if "exemplars" in data:
            told = Publication.objects.public().filter(exemplar__in=data["exemplars"])
            data["publications"] = list(told)
        return data


def initial_of(gathering: Gathering) -> dict[str, Any]:
    """What the form shows of a gathering that is changed."""
    starts, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    names = ("title", "kind", "venue", "place", "unit", "abstract", "audience")
    return {name: getattr(gathering, name) for name in names} | {
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "exemplars": ", ".join(gathering.exemplars.values_list("code", flat=True)),
    }


class NoteForm(HouseForm):
    """Why it is cancelled, or what came of it; public."""

    note = forms.CharField(
        label="Ghi cho mọi người đọc",
        max_length=2000,
        widget=_lines(3),
        error_messages={"required": "Viết một câu: mọi người sẽ đọc đúng câu này."},
    )

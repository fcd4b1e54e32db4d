"""What officers fill in."""

from datetime import date
from typing import Any, cast

from django import forms

from lantoa.accounts.models import User
from lantoa.core.files.fields import CheckedFileField
from lantoa.core.forms import HouseForm, day_input
from lantoa.nominations import queries
from lantoa.nominations.actions import ContactDetails
from lantoa.nominations.forms import fields
from lantoa.nominations.forms.fields import LinksField, PhoneField, PlaceField, WhatField
from lantoa.nominations.states import LeadChannel, RightsKind
from lantoa.places.models import OrgUnit
from lantoa.registry.models import Sector
from lantoa.registry.states import ExemplarKind, Standing, Verdict
from lantoa.vietnamese import format_date

_OWN = "own"
#: Kind sentences for who told us; an officer may write another.
ANSWERS = (
    "Chúng tôi chưa tìm được ai ngoài người giới thiệu xác nhận việc này. "
    "Khi có thêm người biết, xin nhắn lại; hồ sơ vẫn còn.",
    "Người được kể không muốn được nêu tên. Chúng tôi tôn trọng điều đó và đã gửi lời cảm ơn riêng.",
    "Việc này đã được kể trước đây. Lời của bạn được thêm vào câu chuyện ấy.",
    "Việc này thuộc nhiệm vụ được giao. Chúng tôi chưa thấy phần làm thêm ngoài nhiệm vụ.",
    "Đang có đơn thư liên quan chưa giải quyết xong. Chúng tôi sẽ xem lại khi có kết luận.",
)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CounterEntryForm(HouseForm):
    """What somebody tells at the counter, by telephone, on paper or in a meeting, on one page."""

    channel = forms.ChoiceField(
        label="Kể bằng cách nào",
        choices=[
            (LeadChannel.COUNTER, LeadChannel.COUNTER.label),
            (LeadChannel.PHONE, LeadChannel.PHONE.label),
            (LeadChannel.PAPER, LeadChannel.PAPER.label),
            (LeadChannel.MEETING, LeadChannel.MEETING.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn người ấy kể bằng cách nào."},
    )
    kind = fields.kind_field()
    who = fields.who_field()
    place = PlaceField()
    what = WhatField(help_text="Ghi đúng lời người kể.")
    when_text = fields.when_field()
    why = fields.why_field()
    witnesses = fields.witnesses_field()
    links = LinksField()
    uploads = fields.files_field()
    name = forms.CharField(label="Tên người kể", required=False, max_length=200)
    phone = PhoneField()
    email = fields.email_field()
    relation = forms.CharField(label="Quan hệ với người được kể", required=False, max_length=200)
    wants_answer = forms.BooleanField(
        label="Người kể muốn được báo lại", required=False, initial=True
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "Kể về"
        cast(PlaceField, self.fields["place"]).offer(on)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reachable = (
            data.get("phone") or data.get("email") or self.errors.keys() & {"phone", "email"}
        )
        if data.get("wants_answer") and not reachable:
            self.add_error(
                "phone",
                "Người kể muốn được báo lại: ghi số điện thoại hoặc thư, "
                "hay bỏ chọn nếu họ tự hỏi bằng mã.",
            )
        return data

    def contact(self) -> ContactDetails | None:
        """What the submit action takes; None when nothing was given."""
        data = self.cleaned_data
        contact = ContactDetails(
            data["name"], data["phone"], data["email"], data["relation"], data["wants_answer"]
        )
        return None if contact.is_empty() else contact


class AnswerForm(HouseForm):
    """The answer to a complaint, as who made it will read it."""

    answer = forms.CharField(
        label="Câu trả lời",
        max_length=5000,
        widget=_text(5),
        help_text="Người phản ánh đọc đúng câu này khi tra bằng mã. Nói đã xem lại gì, sửa gì, "
        "hoặc vì sao giữ nguyên.",
        error_messages={"required": "Viết câu trả lời cho người phản ánh."},
    )


class DeclineForm(HouseForm):
    """Closing with a sentence that who told us will read: one of five, or one's own."""

    choice = forms.ChoiceField(
        label="Chọn một câu",
        choices=[*((str(n), text) for n, text in enumerate(ANSWERS)), (_OWN, "Viết câu khác")],
        widget=forms.RadioSelect,
        help_text="Người kể nhận đúng câu này.",
        error_messages={"required": "Chọn một câu, hoặc chọn “Viết câu khác”."},
    )
    own = forms.CharField(
        label="Câu của anh, chị", required=False, max_length=2000, widget=_text(3)
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("choice") == _OWN and not data.get("own"):
            self.add_error("own", "Viết câu trả lời, hoặc chọn một câu có sẵn.")
        return data

    def sentence(self) -> str:
        """The answer chosen or written; the text written wins."""
        own, choice = str(self.cleaned_data["own"]), str(self.cleaned_data["choice"])
        return own or ANSWERS[int(choice)]


class DescribeForm(HouseForm):
    """The facts of a file."""

    kind = forms.ChoiceField(label="Loại", choices=ExemplarKind.choices)
    full_name = forms.CharField(
        label="Họ và tên, tên tập thể",
        max_length=200,
        error_messages={"required": "Ghi họ và tên, hay tên của tập thể."},
    )
    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        min_value=1880,
        max_value=2199,
        localize=False,
        error_messages={
            "invalid": "Năm sinh cần bốn chữ số, ví dụ 1968.",
            "min_value": "Năm sinh cần bốn chữ số, ví dụ 1968.",
            "max_value": "Năm sinh cần bốn chữ số, ví dụ 1968.",
        },
    )
    is_minor = forms.BooleanField(label="Chưa đủ 16 tuổi", required=False)
    is_small_child = forms.BooleanField(label="Chưa đủ 7 tuổi", required=False)
    is_deceased = forms.BooleanField(label="Người ấy đã mất", required=False)
    gender = forms.ChoiceField(
        label="Giới", choices=[("", "Không ghi"), ("f", "Nữ"), ("m", "Nam")], required=False
    )
    ethnicity = forms.CharField(label="Dân tộc", required=False, max_length=40)
    occupation = forms.CharField(label="Nghề nghiệp", required=False, max_length=200)
    organisation = forms.CharField(label="Nơi làm việc", required=False, max_length=200)
    deed = forms.CharField(
        label="Việc đã làm, một câu",
        max_length=300,
        widget=_text(2),
        error_messages={"required": "Viết việc đã làm trong một câu."},
    )
    summary = forms.CharField(label="Tóm tắt", required=False, widget=_text(4))
    unclear = forms.CharField(
        label="Còn chưa rõ",
        required=False,
        widget=_text(2),
        help_text="Điều hỏi rồi mà chưa biết chắc. Bài đăng cũng ghi dòng này.",
    )
    sector = forms.ModelChoiceField(
        Sector.objects.none(),
        label="Lĩnh vực",
        empty_label="Chọn một lĩnh vực",
        error_messages={"required": "Chọn một lĩnh vực."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_sectors(self)


class StartForm(HouseForm):
    """Who verifies, by when."""

    verifier: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None,
        label="Người xác minh",
        empty_label="Chọn một người",
        error_messages={"required": "Chọn người xác minh."},
    )
    due_on = forms.DateField(
        label="Hạn", widget=day_input(), error_messages={"required": "Chọn ngày phải xong."}
    )

    def __init__(self, *args: Any, unit: OrgUnit, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = on
        field = cast("forms.ModelChoiceField[User]", self.fields["verifier"])
        field.queryset = queries.verifiers(unit, on)

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(f"Hạn phải từ hôm nay, {format_date(self.today)}, trở đi.")
        return day


class ClaimForm(HouseForm):
    """One thing that can be checked."""

    statement = forms.CharField(
        label="Điều cần xác minh",
        max_length=1000,
        widget=_text(2),
        help_text="Một con số, một ngày, một nơi hay một việc thấy được.",
        error_messages={"required": "Viết một điều cụ thể để xác minh."},
    )


class EvidenceForm(HouseForm):
    """What bears on a claim."""

    description = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Giấy tờ, ảnh, sổ gì; ai giữ.",
        error_messages={"required": "Viết đây là giấy tờ, ảnh hay sổ gì."},
    )
    link = forms.URLField(
        label="Đường liên kết",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Đường liên kết cần bắt đầu bằng https://."},
    )
    upload = CheckedFileField(label="Tệp", required=False, help_text="Tối đa 20 MB.")


class JudgeForm(HouseForm):
    """Whether a claim is true, and who said so; `is_confirmed` when a confirmer is written
    down already.
    """

    verdict = forms.ChoiceField(
        label="Kết luận",
        choices=[(v.value, v.label) for v in Verdict if v != Verdict.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đúng, đúng một phần, chưa rõ hay sai."},
    )
    confirmed_by = forms.CharField(
        label="Người xác nhận",
        required=False,
        max_length=200,
        help_text="Họ tên và việc của họ, ví dụ: ông Phan Duy Lộc, tổ trưởng khu phố.",
    )
    confirmed_on = forms.DateField(label="Ngày gặp hoặc gọi", required=False, widget=day_input())
    note = forms.CharField(label="Ghi chú", required=False, max_length=2000, widget=_text(2))

    def __init__(self, *args: Any, is_confirmed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_confirmed = is_confirmed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_supported = data.get("verdict") in (Verdict.TRUE, Verdict.PARTLY)
        if is_supported and not (self.is_confirmed and not data.get("confirmed_by")):
            if not data.get("confirmed_by"):
                self.add_error("confirmed_by", "Ghi ai xác nhận, hoặc chọn “Chưa rõ”.")
            if not data.get("confirmed_on") and "confirmed_on" not in self.errors:
                self.add_error("confirmed_on", "Ghi ngày gặp hoặc gọi người ấy.")
        return data


class AppraisalForm(HouseForm):
    """The opinion that goes to the approver."""

    opinion = forms.CharField(
        label="Ý kiến thẩm định",
        max_length=5000,
        widget=_text(4),
        error_messages={"required": "Viết vì sao nên hay chưa nên công nhận."},
    )
    recommends = forms.TypedChoiceField(
        label="Đề nghị",
        choices=[("yes", "Công nhận"), ("no", "Chưa công nhận")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đề nghị công nhận hay chưa."},
    )
    standing = forms.ChoiceField(
        label="Công nhận là",
        choices=[(s.value, s.label) for s in (Standing.EMERGING, Standing.EXEMPLAR)],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nhân tố mới hay điển hình tiên tiến."},
    )


class RecogniseForm(HouseForm):
    """The decision."""

    decision_number = forms.CharField(
        label="Số quyết định",
        required=False,
        max_length=60,
        help_text="Có thể ghi sau, ví dụ 412/QĐ-UBND.",
    )


class SendBackForm(HouseForm):
    """What the verifier still has to ask."""

    reason = forms.CharField(
        label="Còn thiếu gì",
        max_length=2000,
        widget=_text(3),
        error_messages={"required": "Viết còn thiếu gì, phải hỏi thêm ai."},
    )


def _offer_sectors(form: HouseForm) -> None:
    field = cast("forms.ModelChoiceField[Sector]", form.fields["sector"])
    field.queryset = Sector.objects.order_by("sort_key")


class CounterRequestForm(HouseForm):
    """What somebody asks for about themselves, at the counter."""

    kind = forms.ChoiceField(
        label="Người ấy muốn",
        choices=RightsKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn điều người ấy muốn."},
    )
    identity_note = forms.CharField(
        label="Đã xem giấy tờ gì",
        max_length=300,
        help_text="Ví dụ: căn cước, đúng người trong hồ sơ; mẹ của em, có giấy khai sinh. "
        "Không ghi số giấy tờ, không chụp lại.",
        error_messages={"required": "Ghi đã xem giấy tờ gì của người yêu cầu."},
    )
    text = forms.CharField(label="Lời của người ấy", required=False, widget=_text(3))
    is_shared = forms.BooleanField(
        label="Dữ liệu có bên thứ ba cùng giữ",
        required=False,
        help_text="Thời hạn làm xong là 20 ngày thay vì 15.",
    )


class RightsAnswerForm(HouseForm):
    """What the person reads."""

    answer = forms.CharField(
        label="Câu trả lời",
        widget=_text(4),
        help_text="Người yêu cầu đọc đúng câu này ở trang Quyền của tôi, hoặc anh, chị đọc cho họ.",
        error_messages={"required": "Viết câu trả lời cho người yêu cầu."},
    )

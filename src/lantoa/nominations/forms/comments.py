"""What officers fill in to ask the public; the public's own form is the portal's."""

from django import forms

from lantoa.core.files.fields import CheckedFileField
from lantoa.core.forms import HouseForm, day_input
from lantoa.nominations import rules
from lantoa.nominations.forms import fields
from lantoa.nominations.forms.fields import PhoneField
from lantoa.nominations.models import Nomination
from lantoa.nominations.states import CommentBasis, OpinionChannel, Stance
from lantoa.registry.states import Standing, Verdict


class PlanForm(HouseForm):
    """The notice, as people will read it."""

    standing = forms.ChoiceField(
        label="Đề nghị công nhận là",
        choices=[(s.value, s.label) for s in (Standing.EMERGING, Standing.EXEMPLAR)],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nhân tố mới hay điển hình tiên tiến."},
    )
    shown_name = forms.CharField(
        label="Tên hiện trên thông báo",
        max_length=200,
        error_messages={"required": "Ghi tên hiện trên thông báo."},
    )
    summary = forms.CharField(
        label="Tóm tắt thành tích",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Chỉ những điều đã xác minh. Đừng ghi địa chỉ nhà, số điện thoại, bệnh tật.",
        error_messages={"required": "Viết tóm tắt thành tích."},
    )
    basis = forms.ChoiceField(
        label="Nêu tên công khai dựa vào",
        choices=CommentBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn căn cứ để nêu tên công khai."},
    )
    basis_note = forms.CharField(
        label="Phiếu đồng ý lưu ở đâu, hoặc số văn bản",
        max_length=300,
        error_messages={"required": "Ghi phiếu đồng ý lưu ở đâu, hoặc số văn bản."},
    )
    guardian_note = forms.CharField(
        label="Chưa đủ 16 tuổi: phiếu của người giám hộ lưu ở đâu", required=False, max_length=300
    )
    starts_on = forms.DateField(
        label="Đăng từ ngày",
        widget=day_input(),
        error_messages={"required": "Chọn ngày đăng thông báo."},
    )


def facts_of(nomination: Nomination) -> str:
    """A first draft of the summary: the deed and what was found true."""
    supported = nomination.claims.filter(verdict__in=(Verdict.TRUE, Verdict.PARTLY))
    lines = supported.order_by("position").values_list("statement", flat=True)
    return "\n".join([f"{nomination.deed}.", *(f"- {line}" for line in lines)])


class ExtendForm(HouseForm):
    """Until when, and why."""

    ends_on = forms.DateField(
        label="Lấy ý kiến đến hết ngày",
        widget=day_input(),
        error_messages={"required": "Chọn ngày cuối mới."},
    )
    reason = forms.CharField(
        label="Vì sao gia hạn",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dòng này hiện trên thông báo.",
        error_messages={"required": "Viết vì sao gia hạn."},
    )


def stance_field() -> forms.ChoiceField:
    """For, against, or something else."""
    return forms.ChoiceField(
        label="Ý kiến",
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng tình, không đồng tình hay góp ý khác."},
    )


class OpinionEntryForm(HouseForm):
    """An opinion that came by e-mail, telephone or on paper."""

    channel = forms.ChoiceField(
        label="Đến bằng cách nào",
        choices=[(c.value, c.label) for c in OpinionChannel if c != OpinionChannel.WEB],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn ý kiến đến bằng cách nào."},
    )
    received_on = forms.DateField(
        label="Nhận ngày nào",
        widget=day_input(),
        help_text="Ngày tới nơi, không phải ngày ghi vào đây.",
        error_messages={"required": "Ghi ngày nhận ý kiến."},
    )
    stance = stance_field()
    text = forms.CharField(
        label="Nội dung",
        max_length=rules.MAX_TEXT,
        min_length=rules.MIN_WHAT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Ghi lại ý kiến, đúng lời.",
            "min_length": "Ghi rõ hơn một chút: vì sao, người ấy biết điều gì.",
        },
    )
    upload = CheckedFileField(label="Ảnh thư, bản ghi", required=False)
    name = forms.CharField(label="Tên người góp ý", required=False, max_length=200)
    phone = PhoneField()
    email = fields.email_field()


class OpinionAnswerForm(HouseForm):
    """The answer, as who said it will read it."""

    opinion = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="Câu trả lời",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người góp ý đọc đúng câu này khi tra bằng mã.",
        error_messages={"required": "Viết câu trả lời cho người góp ý."},
    )

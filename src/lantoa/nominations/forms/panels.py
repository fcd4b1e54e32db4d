"""What officers fill in to call a panel, and members to vote."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from lantoa.accounts.forms import offer_units, unit_field
from lantoa.accounts.models import User
from lantoa.core.files.fields import CheckedFileField
from lantoa.core.forms import HouseForm
from lantoa.nominations.forms.checking import moment_field
from lantoa.nominations.models import Nomination, PanelMember
from lantoa.nominations.states import BallotChoice, ConflictGround, PanelRole
from lantoa.places.models import OrgUnit


class PanelForm(HouseForm):
    """A meeting: whose, called what, when, where."""

    unit = unit_field("Hội đồng của đơn vị nào")
    title = forms.CharField(
        label="Tên hội đồng, tổ thẩm định",
        max_length=200,
        initial="Hội đồng Thi đua - Khen thưởng",
        error_messages={"required": "Ghi tên hội đồng hay tổ thẩm định."},
    )
    meets_at = moment_field("Họp lúc")
    venue = forms.CharField(
        label="Ở đâu", max_length=200, error_messages={"required": "Ghi họp ở đâu."}
    )

    def __init__(self, *args: Any, units: QuerySet[OrgUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, units)


class SeatForm(HouseForm):
    """A member: by the e-mail of their account, or a named outsider."""

    email = forms.EmailField(
        label="Thư điện tử của tài khoản",
        required=False,
        help_text="Để trống nếu người ấy không có tài khoản; khi ấy phiếu của họ là phiếu giấy.",
        error_messages={"invalid": "Thư điện tử cần có dạng ten@noi.vn, hoặc bỏ trống."},
    )
    name = forms.CharField(label="Hoặc họ tên người ngoài", required=False, max_length=200)
    organisation = forms.CharField(label="Đơn vị, chức vụ", required=False, max_length=200)
    role = forms.ChoiceField(
        label="Vai trong hội đồng",
        choices=PanelRole.choices,
        initial=PanelRole.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn chủ tọa, thư ký hay thành viên."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        email, user = data.pop("email", ""), None
        if email:
            user = User.objects.filter(email=email.lower(), is_active=True).first()
            if user is None:
                self.add_error("email", "Không có tài khoản nào mang thư này. Xem lại từng chữ.")
        elif not data.get("name") and "email" not in self.errors:
            self.add_error("name", "Ghi thư của tài khoản, hoặc họ tên người ngoài.")
        return {**data, "user": user}


class CaseForm(HouseForm):
    """Which verified file goes before the panel."""

    nomination: "forms.ModelChoiceField[Nomination]" = forms.ModelChoiceField(
        None,
        label="Hồ sơ",
        empty_label="Chọn một hồ sơ đã xác minh",
        error_messages={"required": "Chọn một hồ sơ đã xác minh."},
    )

    def __init__(self, *args: Any, votable: QuerySet[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Nomination]", self.fields["nomination"]).queryset = votable


class ReasonForm(HouseForm):
    """Why something does not go on."""

    reason = forms.CharField(
        label="Vì sao",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Viết vì sao."},
    )


class MemberForm(HouseForm):
    """Which member of the panel; `members` are those to choose from."""

    member: "forms.ModelChoiceField[PanelMember]" = forms.ModelChoiceField(
        None, label="Ai", required=False, empty_label="Chọn một người"
    )

    def __init__(self, *args: Any, members: QuerySet[PanelMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[PanelMember]", self.fields["member"])
        field.queryset = members


class BallotForm(MemberForm):
    """A vote; for a paper ballot also whose, and where the paper is."""

    case = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="Ý kiến",
        choices=BallotChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý, không đồng ý hay phiếu trắng."},
    )
    proof = CheckedFileField(label="Ảnh chụp phiếu giấy", required=False)
    proof_note = forms.CharField(label="Hoặc phiếu lưu ở đâu", required=False, max_length=300)


class ConflictForm(MemberForm):
    """Who stays out of which vote, and why."""

    case = forms.IntegerField(widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label="Vì",
        choices=ConflictGround.choices,
        error_messages={"required": "Chọn vì sao phải tránh bỏ phiếu."},
    )
    note = forms.CharField(label="Nói rõ", required=False, max_length=300)

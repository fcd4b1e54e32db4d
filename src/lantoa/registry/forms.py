"""What officers fill in about an exemplar."""

import base64
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet

from lantoa.core import files
from lantoa.core.files.fields import CheckedFileField
from lantoa.core.forms import HouseForm, day_input
from lantoa.places.models import OrgUnit
from lantoa.registry import states
from lantoa.registry.models import Sector

#: Longest drawing of a signature that is taken, in characters of its data address.
MOST_SIGNATURE = 400_000


class ConsentForm(HouseForm):
    """A consent, with the proof. `channels` are (name, label) of the channels in use."""

    giver = forms.ChoiceField(
        label="Ai đồng ý",
        choices=states.ConsentGiver.choices,
        widget=forms.RadioSelect,
        help_text="Từ 7 tới dưới 16 tuổi: ghi hai lần, một của em, một của cha, mẹ hoặc người giám hộ. "
        "Dưới 7 tuổi: chỉ cha, mẹ hoặc người giám hộ.",
        error_messages={"required": "Chọn ai đồng ý."},
    )
    giver_name = forms.CharField(
        label="Họ tên người đồng ý",
        max_length=200,
        error_messages={"required": "Ghi họ tên người đồng ý."},
    )
    covers_name = forms.BooleanField(label="Đồng ý nêu tên", required=False)
    covers_image = forms.BooleanField(label="Đồng ý dùng hình ảnh", required=False)
    channels = forms.MultipleChoiceField(
        label="Trên những kênh nào",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một kênh mà người ấy đồng ý."},
    )
    purpose = forms.CharField(
        label="Để làm gì",
        max_length=200,
        initial="Kể chuyện người tốt, việc tốt",
        error_messages={"required": "Ghi rõ đồng ý để làm gì."},
    )
    form = forms.ChoiceField(
        label="Đồng ý bằng cách nào",
        choices=states.ConsentForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn phiếu giấy, ghi âm hay ký trên máy."},
    )
    text_version = forms.CharField(
        label="Mẫu phiếu",
        max_length=20,
        help_text="Số in ở góc phiếu, ví dụ ĐY-01.",
        error_messages={"required": "Ghi số mẫu phiếu, để biết người ấy đã đọc câu nào."},
    )
    given_on = forms.DateField(
        label="Ngày đồng ý", widget=day_input(), error_messages={"required": "Ghi ngày đồng ý."}
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = CheckedFileField(
        label="Ảnh phiếu hoặc bản ghi âm",
        required=False,
        help_text="Che số giấy tờ tùy thân trước khi chụp. Tối đa 20 MB.",
    )
    proof_note = forms.CharField(
        label="Hoặc bằng chứng lưu ở đâu",
        required=False,
        max_length=300,
        help_text="Ví dụ: tủ hồ sơ số 2, phòng Văn hóa.",
    )

    def __init__(self, *args: Any, channels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["channels"]).choices = list(channels)

    def clean_signature(self) -> SimpleUploadedFile | None:
        """The drawing of the signature pad, a PNG in a data address; checked like any upload."""
        given = str(self.cleaned_data["signature"])
        if not given:
            return None
        head, _, body = given.partition(",")
        try:
            drawn = base64.b64decode(body, validate=True)
        except ValueError:
            drawn = b""
        if head != "data:image/png;base64" or not drawn or len(given) > MOST_SIGNATURE:
            raise ValidationError("Chữ ký chưa đọc được. Ký lại, hoặc chụp ảnh chữ ký rồi gửi.")
        upload = SimpleUploadedFile("chu-ky.png", drawn, "image/png")
        try:
            files.check(upload)
        except files.FileRefused:
            raise ValidationError(
                "Chữ ký chưa đọc được. Ký lại, hoặc chụp ảnh chữ ký rồi gửi."
            ) from None
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("covers_name") or data.get("covers_image")):
            self.add_error(
                "covers_name", "Chọn điều đã được đồng ý: nêu tên, hình ảnh hoặc cả hai."
            )
        has_file_error = "proof" in self.errors or "signature" in self.errors
        signature = data.pop("signature", None)
        if signature and not data.get("proof"):
            data["proof"] = signature
        if not (data.get("proof") or data.get("proof_note") or has_file_error):
            self.add_error("proof", "Gửi ảnh phiếu, bản ghi âm, hoặc ghi bằng chứng lưu ở đâu.")
        return data


class _Lines(forms.CharField):
    """A list of texts, one on each line."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]


class PracticeForm(HouseForm):
    """How others can do the same."""

    title = forms.CharField(
        label="Tên cách làm",
        max_length=160,
        help_text="Bắt đầu bằng một động từ, ví dụ: Treo thẻ ngày phun ở đầu giàn.",
        error_messages={"required": "Đặt tên cho cách làm."},
    )
    summary = forms.CharField(
        label="Tóm tắt",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tóm tắt cách làm trong một, hai câu."},
    )
    steps = _Lines(
        label="Các bước",
        rows=8,
        help_text="Mỗi bước một dòng.",
        error_messages={"required": "Viết ít nhất một bước."},
    )
    conditions = _Lines(label="Cần có gì trước", required=False, help_text="Mỗi điều một dòng.")
    pitfalls = _Lines(label="Chỗ dễ vấp", required=False, help_text="Mỗi điều một dòng.")
    cost = forms.CharField(
        label="Chi phí",
        max_length=200,
        help_text="Không tốn tiền thì ghi “không tốn tiền”.",
        error_messages={"required": "Ghi chi phí, dù chỉ ước chừng."},
    )
    cost_vnd = forms.IntegerField(
        label="Số tiền, đồng",
        required=False,
        min_value=0,
        max_value=10**15,
        localize=True,
        error_messages={"invalid": "Chỉ ghi chữ số, ví dụ 6.800.000."},
    )
    time_needed = forms.CharField(label="Mất bao lâu", required=False, max_length=120)
    contact = forms.CharField(
        label="Hỏi ở đâu",
        max_length=300,
        help_text="Tổ, cơ quan hay người trả lời thay. Dòng này hiện công khai.",
        error_messages={"required": "Ghi nơi hỏi."},
    )


class HoldForm(HouseForm):
    """Why everything stops for now."""

    reason = forms.CharField(
        label="Vì sao tạm dừng",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ cán bộ đọc được. Trang công khai chỉ ghi “đang được xem lại”.",
        error_messages={"required": "Viết vì sao tạm dừng."},
    )


class LiftForm(HouseForm):
    """What was found."""

    conclusion = forms.CharField(
        label="Kết luận",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Viết đã xem điều gì và kết quả ra sao."},
    )


class RevokeForm(HouseForm):
    """The end of a recognition; asks for the code as a second thought."""

    legal_ground = forms.CharField(
        label="Căn cứ thu hồi",
        max_length=300,
        help_text="Số, ngày và tên văn bản.",
        error_messages={"required": "Ghi số, ngày và tên văn bản."},
    )
    public_note = forms.CharField(
        label="Lời đính chính",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Người dân sẽ đọc đúng câu này ở chỗ câu chuyện từng đăng.",
        error_messages={"required": "Viết lời đính chính mà người dân sẽ đọc."},
    )
    code = forms.CharField(label="Gõ lại mã hồ sơ để chắc chắn", max_length=20)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = code
        self.fields["code"].help_text = f"Mã của hồ sơ này: {code}."

    def clean_code(self) -> str:
        given = str(self.cleaned_data["code"]).strip().upper()
        if given != self.expected:
            raise ValidationError(f"Mã chưa khớp. Gõ đúng {self.expected}.")
        return given


class ContactForm(HouseForm):
    """How to reach the exemplar; never public."""

    phone = forms.CharField(
        label="Điện thoại",
        required=False,
        max_length=40,
        help_text="Chỉ cán bộ của đơn vị thấy.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    address = forms.CharField(label="Địa chỉ", required=False, max_length=300)
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        max_length=254,
        help_text="Người ấy dùng địa chỉ này để tự xem, tự rút ở trang Quyền của tôi.",
        error_messages={"invalid": "Thư điện tử cần có dạng ten@noi.vn."},
    )


class LifeForm(HouseForm):
    """What decides who must agree."""

    birth_year = forms.IntegerField(
        label="Năm sinh",
        required=False,
        min_value=1880,
        max_value=2199,
        localize=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Năm sinh cần bốn chữ số, ví dụ 1968."
        ),
    )
    is_minor = forms.BooleanField(
        label="Chưa đủ 16 tuổi",
        required=False,
        help_text="Chỉ cần khi năm nay tròn 16, hoặc chưa rõ năm sinh.",
    )
    is_small_child = forms.BooleanField(
        label="Chưa đủ 7 tuổi",
        required=False,
        help_text="Chỉ cần khi năm nay tròn 7, hoặc chưa rõ năm sinh.",
    )
    is_deceased = forms.BooleanField(
        label="Người ấy đã mất",
        required=False,
        help_text="Bài được gỡ cho tới khi người thân đồng ý.",
    )


class WithdrawForm(HouseForm):
    """Which consent is taken back, and on which channels; none named is all."""

    consent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    channels = forms.MultipleChoiceField(
        label="Chỉ rút ở những kênh này", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, channels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["channels"]).choices = list(channels)


def _count(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=365,
        initial=initial,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Ghi một số từ 1 tới 365."
        ),
    )


class PrivacyRuleForm(HouseForm):
    """What a new law asks for."""

    valid_from = forms.DateField(
        label="Có hiệu lực từ", widget=day_input(), error_messages={"required": "Ghi ngày."}
    )
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=300, error_messages={"required": "Ghi số và tên văn bản."}
    )
    child_under = _count("Dưới mấy tuổi là trẻ em", 16)
    own_word_from = _count("Từ mấy tuổi hỏi cả em", 7)
    answer_working_days = _count("Trả lời, ngày làm việc", 2)
    finish_days = _count("Làm xong, ngày", 15)
    shared_finish_days = _count("Làm xong khi có bên thứ ba, ngày", 20)
    extension_days = _count("Gia hạn một lần, ngày", 15)
    original_days = _count("Giữ bản gốc danh sách, tệp cũ sau lần làm việc cuối, ngày", 30)


class ConsentTextForm(HouseForm):
    """New words to agree to."""

    version = forms.CharField(
        label="Tên mẫu", max_length=20, error_messages={"required": "Đặt tên mẫu, ví dụ ĐY-02."}
    )
    purpose = forms.CharField(
        label="Để làm gì", max_length=200, error_messages={"required": "Ghi mục đích."}
    )
    text = forms.CharField(
        label="Câu chữ",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Đọc cho người đồng ý nghe, in trên phiếu. Mỗi ý một dòng.",
        error_messages={"required": "Viết câu chữ mà người đồng ý sẽ nghe, sẽ đọc."},
    )
    valid_from = forms.DateField(
        label="Dùng từ", widget=day_input(), error_messages={"required": "Ghi ngày."}
    )


class CriteriaForm(HouseForm):
    """A draft of criteria, one a line."""

    title = forms.CharField(
        label="Tên bộ tiêu chí",
        max_length=200,
        help_text="Ví dụ: Tiêu chí điển hình tiên tiến ngành y tế.",
        error_messages={"required": "Đặt tên cho bộ tiêu chí."},
    )
    legal_ground = forms.CharField(
        label="Căn cứ",
        required=False,
        max_length=300,
        help_text="Số, ngày của văn bản nêu tiêu chí.",
    )
    must = _Lines(
        label="Tiêu chí bắt buộc",
        rows=6,
        help_text="Mỗi dòng một điều, trả lời được đạt hay chưa. Cần con số thì ghi “(số)” cuối dòng.",
        error_messages={"required": "Viết ít nhất một tiêu chí bắt buộc."},
    )
    should = _Lines(label="Nên có", required=False, help_text="Mỗi dòng một điều.")


class NewCriteriaForm(CriteriaForm):
    """A new set: whose, and for which sector."""

    unit = forms.ModelChoiceField(
        OrgUnit.objects.none(),
        label="Của đơn vị",
        empty_label="Chọn đơn vị",
        help_text="Áp dụng cho đơn vị này và mọi đơn vị dưới nó; bộ của một sở cho một lĩnh vực thì cả tỉnh.",
        error_messages={"required": "Chọn đơn vị."},
    )
    sector = forms.ModelChoiceField(
        Sector.objects.none(), label="Lĩnh vực", required=False, empty_label="Mọi lĩnh vực"
    )
    field_order = ["unit", "sector", "title", "legal_ground", "must", "should"]

    def __init__(self, *args: Any, units: "QuerySet[OrgUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[OrgUnit]", self.fields["unit"]).queryset = units
        sectors = Sector.objects.order_by("sort_key")
        cast("forms.ModelChoiceField[Sector]", self.fields["sector"]).queryset = sectors


class EnactForm(HouseForm):
    """From which day on."""

    valid_from = forms.DateField(
        label="Áp dụng từ ngày",
        widget=day_input(),
        error_messages={"required": "Chọn ngày bắt đầu áp dụng."},
    )

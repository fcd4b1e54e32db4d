"""Who answers for the public site, as administrators fill it in."""

from django import forms

from lantoa.core.forms import HouseForm


class SiteContactForm(HouseForm):
    """What stands at the foot of every public page."""

    governing_body = forms.CharField(
        label="Cơ quan chủ quản",
        max_length=200,
        error_messages={"required": "Ghi cơ quan chủ quản của cổng."},
    )
    standing_body = forms.CharField(label="Cơ quan thường trực", max_length=200, required=False)
    responsible = forms.CharField(
        label="Người chịu trách nhiệm chính",
        max_length=200,
        required=False,
        help_text="Họ tên và chức vụ.",
    )
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    phone = forms.RegexField(
        r"^\+?[0-9][0-9 .\-]{5,38}$",
        label="Điện thoại",
        required=False,
        error_messages={"invalid": "Ghi số gọi được, ví dụ 0258 123 4567."},
    )
    hours = forms.CharField(
        label="Giờ nghe máy",
        max_length=200,
        required=False,
        help_text="Ví dụ: từ 7 giờ đến 17 giờ, ngày làm việc.",
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Thư điện tử cần có dạng ten@noi.vn, hoặc bỏ trống."},
    )
    licence = forms.CharField(
        label="Số giấy phép",
        max_length=200,
        required=False,
        help_text="Giấy phép thiết lập trang thông tin điện tử tổng hợp, ví dụ: số 12/GP-TTĐT.",
    )
    is_sample = forms.BooleanField(
        label="Đây là thông tin minh họa",
        required=False,
        help_text="Khi chọn, cuối mỗi trang nói rõ đây không phải thông tin thật.",
    )

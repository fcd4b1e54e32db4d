"""The columns of a unit's list: how people head them, and which a list cannot do without."""

import re
from dataclasses import dataclass

from lantoa.discovery.reading import as_seen
from lantoa.vietnamese import fold


@dataclass(frozen=True)
class Column:
    """One column: `heading` is the one we advise, `others` (folded) are understood too."""

    field: str
    heading: str
    hint: str
    others: tuple[str, ...] = ()
    width: int = 20
    #: Longest text, in characters.
    most: int = 200
    #: Stands in the template of a list; the rest is read from old lists.
    is_asked: bool = True


COLUMNS: dict[str, Column] = {
    column.field: column
    for column in (
        Column(
            "who", "Họ và tên", "Tên người, tập thể hoặc hộ. Phải có.",
            ("ho ten", "ten", "ho va ten, ten tap the", "ten ca nhan, tap the", "ca nhan, tap the",
             "ten ca nhan", "ten tap the", "nguoi duoc ke", "name"), 28,
        ),
        Column(
            "kind", "Loại", "Cá nhân, Tập thể hoặc Hộ gia đình. Để trống là cá nhân.",
            ("doi tuong", "kind"), 14,
        ),
        Column(
            "birth_year", "Năm sinh", "Bốn chữ số, ví dụ 1968. Không biết thì để trống.",
            ("ngay sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "sinh nam",
             "birth_year", "birth year"), 10,
        ),
        Column(
            "place", "Xã, phường", "Tên từ ngày 1/7/2025; tên cũ cũng được nếu chưa chia đôi.",
            ("xa phuong", "xa, phuong, dac khu", "xa/phuong", "xa", "dia ban", "noi o", "dia chi",
             "noi cu tru", "commune"), 22, 300,
        ),
        Column(
            "organisation", "Nơi làm việc", "Chức vụ, cơ quan, hội, hợp tác xã, nếu có.",
            ("don vi", "don vi cong tac", "chuc vu, don vi cong tac", "chuc vu, don vi",
             "chuc vu, noi lam viec", "co quan", "organisation"), 26,
        ),
        Column("sector", "Lĩnh vực", "Chọn trong danh sách, nếu biết.", ("sector",), 24),
        Column(
            "what", "Việc tốt", "Đã làm gì, cho ai, kết quả ra sao. Ít nhất 20 chữ cái. Phải có.",
            ("viec da lam", "viec tot da lam", "thanh tich", "tom tat thanh tich", "noi dung",
             "noi dung thanh tich", "achievement", "deed"), 60, 10_000,
        ),
        Column(
            "when_text", "Từ bao giờ", "Năm 2014, 22/3/2023, mười năm nay…",
            ("thoi gian", "ngay", "nam"), 16,
        ),
        Column(
            "why", "Vì sao đáng kể", "Nếu muốn nói thêm.",
            ("vi sao", "ly do"), 40, 10_000,
        ),
        Column(
            "witnesses", "Ai cùng biết", "Người có thể hỏi thêm.",
            ("nguoi lam chung", "nguoi xac nhan"), 28, 10_000,
        ),
        Column(
            "contact_name", "Người giới thiệu", "Chỉ cán bộ của đơn vị thấy.",
            ("nguoi ke", "nguoi de cu"), 24,
        ),
        Column(
            "phone", "Điện thoại", "Của người giới thiệu. Chỉ cán bộ của đơn vị thấy.",
            ("so dien thoai", "dien thoai lien he", "dien thoai nguoi gioi thieu", "sdt", "phone"),
            16, 40,
        ),
        Column(
            "email", "Thư điện tử", "Của người giới thiệu. Chỉ cán bộ của đơn vị thấy.",
            ("email", "e-mail", "thu dien tu nguoi gioi thieu"), 24, 254,
        ),
        Column(
            "link", "Liên kết", "Bài báo, ảnh trên mạng: chép cả phần https://.",
            ("duong dan", "duong lien ket", "link"), 28, 500,
        ),
        Column(
            "consent", "Người ấy đồng ý", "Có hoặc Không. Chưa hỏi thì để trống.",
            ("dong y", "da dong y", "y kien nguoi duoc ke"), 14,
        ),
        Column(
            "guardian", "Người giám hộ", "Cha, mẹ hoặc người giám hộ, nếu chưa đủ 16 tuổi.",
            ("cha me", "cha, me", "cha, me hoac nguoi giam ho"), 24,
        ),
        Column(
            "award", "Hình thức khen thưởng", "Bằng khen, Giấy khen, danh hiệu…",
            ("hinh thuc", "danh hieu", "danh hieu, hinh thuc khen thuong", "khen thuong",
             "hinh thuc khen", "award"), 26, is_asked=False,
        ),
        Column(
            "decision_number", "Số quyết định", "Ví dụ 123/QĐ-UBND.",
            ("so qd", "quyet dinh so", "quyet dinh", "decision_number"), 18, is_asked=False,
        ),
        Column(
            "decided_on", "Ngày quyết định", "Ngày, tháng, năm.",
            ("ngay qd", "ngay ky", "ngay ban hanh", "decided_on"), 16, is_asked=False,
        ),
    )
}  # fmt: skip
#: What each way of entering a list cannot do without.
REQUIRED: dict[str, tuple[str, ...]] = {
    "leads": ("who", "what"),
    "exemplars": ("who", "what"),
    "awards": ("who", "award", "decision_number", "decided_on"),
}
#: Columns everybody has and nobody needs, and our own column of reasons.
PASSED_OVER = frozenset({"stt", "tt", "so thu tu", "so tt", "id", "no", "ghi chu", "can sua gi"})
#: Heading of the reasons in the file of rows that come back.
REASONS = "Cần sửa gì"
_FIELDS = {
    name: column.field
    for column in COLUMNS.values()
    for name in (fold(column.heading), *column.others)
}
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def heading_key(text: str) -> str:
    """The heading as it is compared: 'HỌ VÀ TÊN (*)' gives 'ho va ten'."""
    return " ".join(_IN_BRACKETS.sub(" ", fold(as_seen(text[:200]))).strip(" *:.;").split()).strip(
        " *:.;"
    )


def field_of(heading: str) -> str | None:
    """The field a heading means; None when it means none."""
    return _FIELDS.get(heading_key(heading))


def letters(index: int) -> str:
    """The name of a column in spreadsheet programs: 0 is A, 26 is AA."""
    name, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(index: int, row: int, sheet: str = "") -> str:
    """The cell as people name it: 'D17', or 'Cá nhân!D17'."""
    return f"{sheet}!{letters(index)}{row}" if sheet else f"{letters(index)}{row}"

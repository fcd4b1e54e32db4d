"""Lists with faults planted in known cells, as units send them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

HEADINGS = (
    "STT", "Họ và tên", "Loại", "Năm sinh", "Xã, phường", "Lĩnh vực", "Việc tốt", "Từ bao giờ",
    "Điện thoại", "Thư điện tử", "Liên kết", "Người ấy đồng ý", "Người giám hộ",
)  # fmt: skip
_FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Chamaléa",
    "Pi-năng",
    "Kator",
]
_MIDDLE = [
    "Thị",
    "Văn",
    "Minh",
    "Ngọc",
    "Thanh",
    "Hoài",
    "Đức",
    "Quốc",
    "Thu",
    "Xuân",
    "Kim",
    "Hữu",
    "Đình",
    "Bảo",
    "Gia",
]
_GIVEN = [
    "Sương",
    "Lài",
    "Hòa",
    "Thủy",
    "Ánh",
    "Quỳnh",
    "Đường",
    "Dương",
    "Lan",
    "Lân",
    "Yến",
    "Ẩn",
    "Ưu",
    "Ổi",
    "Ý",
    "Hường",
    "Khuê",
    "Nguyệt",
    "Tú",
    "Vĩ",
]
_COMMUNES = (
    "Xã Bác Ái", "Bác Ái Đông", "Phường Ninh Hòa", "P. Đông Ninh Hòa", "xã Cà Ná", "Vĩnh Hải",
    "Đặc khu Trường Sa", "Phường Phan Rang", "Xã Phước Dinh", "Thôn 3, xã Ninh Sơn",
)  # fmt: skip
_DEEDS = (
    "Ghi lịch lấy nước lên bảng cho cả xóm muối, không nhận thù lao",
    "Cho mượn thuyền mỗi mùa nước lên; chở {n} học trò qua sông",
    "Hiến {n} m² đất để làm đường vào thôn",
    "Dạy chữ buổi tối cho {n} em nhỏ ở xóm chài",
)
_SECTORS = ("Giáo dục, khuyến học", "Môi trường", "", "An sinh, giúp nhau")


@dataclass(frozen=True)
class Planted:
    """One fault: the sheet's row, the cell, the kind that must be told, the sound text."""

    row: int
    cell: str
    kind: str
    sound: str


#: (kind, heading, what is put into the cell); a function is given the random numbers.
FAULTS: tuple[tuple[str, str, str | Callable[[Random], str]], ...] = (
    ("name_missing", "Họ và tên", ""),
    ("too_long", "Họ và tên", "Nguyễn " * 40),
    ("name_without_letters", "Họ và tên", lambda r: f"{r.randint(10, 999)} !!"),
    ("formula", "Họ và tên", "=cmd|' /C calc'!A0"),
    ("spoiled_letters", "Họ và tên", "Tr?n Th? B"),
    ("wrong_column", "Họ và tên", "0905 123 456"),
    ("deed_missing", "Việc tốt", ""),
    ("deed_too_short", "Việc tốt", "Tốt bụng"),
    ("place_unknown", "Xã, phường", "Xã Không Có Đâu"),
    ("place_too_wide", "Xã, phường", "Huyện Ninh Phước"),
    ("kind_unknown", "Loại", "robot"),
    ("birth_year_not_number", "Năm sinh", "sáu tám"),
    ("birth_year_future", "Năm sinh", "2068"),
    ("birth_year_too_early", "Năm sinh", "1068"),
    ("wrong_column", "Năm sinh", "0905123456"),
    ("date_impossible", "Từ bao giờ", "31/02/2020"),
    ("date_month_first", "Từ bao giờ", "03/22/2020"),
    ("date_future", "Từ bao giờ", "từ năm 2099"),
    ("phone_bad", "Điện thoại", "12ab"),
    ("email_bad", "Thư điện tử", "ten.noi.vn"),
    ("link_bad", "Liên kết", "javascript:alert(1)"),
    ("sector_unknown", "Lĩnh vực", "Chiêm tinh"),
    ("consent_refused", "Người ấy đồng ý", "Không"),
    ("consent_unclear", "Người ấy đồng ý", "để xem"),
    ("guardian_missing", "Năm sinh", "2019"),
    ("wrong_column", "Xã, phường", "1968"),
    ("cell_beyond", "", "lệch cột"),
)  # fmt: skip
KINDS = {kind for kind, _, _ in FAULTS} | {"duplicate_row", "place_split"}
#: Headings stand in the third row, below the names of the office and of the list.
FIRST = 4


def people(number: int, seed: int = 4) -> Iterator[list[str]]:
    """So many different sound rows."""
    random, seen = Random(seed), set()
    while len(seen) < number:
        name = " ".join(random.choice(part) for part in (_FAMILY, _MIDDLE, _GIVEN))
        row = [
            str(len(seen) + 1), name, random.choice(("", "Cá nhân", "cá nhân")),
            str(random.randint(1935, 2005)), random.choice(_COMMUNES), random.choice(_SECTORS),
            random.choice(_DEEDS).format(n=random.randint(2, 60)),
            random.choice(("từ năm 2014", "22/3/2019", "mười năm nay", "")),
            random.choice(("", f"0905 {random.randint(100, 999)} 000")),
            random.choice(("", "ten@noi.example")), random.choice(("", "https://bao.example/a")),
            random.choice(("", "Có")), "",
        ]  # fmt: skip
        if (key := (name, row[3], row[4], row[6])) not in seen:
            seen.add(key)
            yield row


def planted(number: int, faults: int, seed: int = 4) -> tuple[list[list[str]], list[Planted]]:
    """Rows of a list, and what is wrong in them: one fault in each of `faults` rows."""
    rows = list(people(number, seed))
    random = Random(seed + 1)
    chosen = sorted(random.sample(range(1, number), faults))
    told = []
    for place, at in enumerate(chosen):
        told.append(_spoil(rows, at, place, random))
    return rows, told


def _spoil(rows: list[list[str]], at: int, place: int, random: Random) -> Planted:
    row, number = rows[at], at + FIRST
    turn = place % (len(FAULTS) + 2)
    if turn == len(FAULTS):  # the first row once more: it is never spoiled
        sound = "\t".join(row)
        row[1:7] = rows[0][1:7]
        return Planted(number, f"B{number}", "duplicate_row", sound)
    if turn == len(FAULTS) + 1:
        sound, row[4] = row[4], SPLIT
        return Planted(number, f"E{number}", "place_split", sound)
    kind, heading, put = FAULTS[turn]
    text = put if isinstance(put, str) else put(random)
    if kind == "cell_beyond":
        row.append(text)
        return Planted(number, f"N{number}", kind, "")
    column = HEADINGS.index(heading)
    sound, row[column] = row[column], text
    cell = f"{chr(65 + column)}{number}"
    if kind == "guardian_missing":
        cell = f"M{number}"
    return Planted(number, cell, kind, sound)


#: A commune of before 1/7/2025 whose land went to two of today's.
SPLIT = "Xã Suối Tân"


def mended(rows: list[list[str]], told: list[Planted]) -> list[list[str]]:
    """The rows with every fault put right."""
    rows = [list(row) for row in rows]
    for fault in told:
        row = rows[fault.row - FIRST]
        if fault.kind == "duplicate_row":
            row[:] = fault.sound.split("\t")
        elif fault.kind == "cell_beyond":
            row.pop()
        elif fault.kind == "guardian_missing":
            row[3] = fault.sound
        else:
            row[ord(fault.cell[0]) - 65] = fault.sound
    return rows


def workbook(rows: list[list[str]], sheet: str = "Cá nhân") -> bytes:
    """An .xlsx as an office would send it: title on top, headings in the third row."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in (["ỦY BAN NHÂN DÂN XÃ BÁC ÁI"], ["DANH SÁCH NGƯỜI TỐT, VIỆC TỐT"], HEADINGS, *rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(page, text or None)
            if text:
                cell.data_type = "s"
            cells.append(cell)
        page.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()

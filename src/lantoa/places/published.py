"""The published lists of units that an installation starts from."""

import csv
from importlib.resources import files

#: code: (name, short name, province code) of the districts that ended on 1/7/2025.
DISTRICTS = {
    "568": ("Thành phố Nha Trang", "Nha Trang", "56"),
    "569": ("Thành phố Cam Ranh", "Cam Ranh", "56"),
    "570": ("Huyện Cam Lâm", "Cam Lâm", "56"),
    "571": ("Huyện Vạn Ninh", "Vạn Ninh", "56"),
    "572": ("Thị xã Ninh Hòa", "Ninh Hòa", "56"),
    "573": ("Huyện Khánh Vĩnh", "Khánh Vĩnh", "56"),
    "574": ("Huyện Diên Khánh", "Diên Khánh", "56"),
    "575": ("Huyện Khánh Sơn", "Khánh Sơn", "56"),
    "576": ("Huyện Trường Sa", "Trường Sa", "56"),
    "582": ("Thành phố Phan Rang – Tháp Chàm", "Phan Rang – Tháp Chàm", "58"),
    "584": ("Huyện Bác Ái", "Bác Ái", "58"),
    "585": ("Huyện Ninh Sơn", "Ninh Sơn", "58"),
    "586": ("Huyện Ninh Hải", "Ninh Hải", "58"),
    "587": ("Huyện Ninh Phước", "Ninh Phước", "58"),
    "588": ("Huyện Thuận Bắc", "Thuận Bắc", "58"),
    "589": ("Huyện Thuận Nam", "Thuận Nam", "58"),
}
_KINDS = ("Đặc khu ", "Phường ", "Xã ", "Thị trấn ")


def communes() -> list[dict[str, str]]:
    """The 65 units since 1/7/2025: `code`, `name`, `kind`, `district` it mostly lay in."""
    return _rows("khanh_hoa_communes.csv")


def former_communes() -> list[dict[str, str]]:
    """The communes of 30/6/2025: also `became`, codes of today's units parted by blanks."""
    return _rows("khanh_hoa_former_communes.csv")


def without_kind(name: str) -> str:
    """'Xã Bác Ái' gives 'Bác Ái'."""
    for kind in _KINDS:
        name = name.removeprefix(kind)
    return name


def _rows(name: str) -> list[dict[str, str]]:
    text = files("lantoa.places").joinpath(f"data/{name}").read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))

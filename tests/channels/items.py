"""Items for channel tests: an ordinary one, and one whose every text is hostile."""

import io
from datetime import UTC, date, datetime
from typing import Any

from PIL import Image

from lantoa.publishing.contract import AttachmentOf, Block, Claim, Item, PictureOf

HOSTILE = (
    '#import "x" *đậm* $x^2$ @ref <script>alert(1)</script> ]]> &amp; <b>&lt; \\ `mã` // [a](b) '
    "\x00\x0b\x1f \ufffe \u202e Ẵ Ệ Ỡ Ữ 𝕏 ' \" </content> {{ x }} {% y %} =CMD()"
)


def picture() -> PictureOf:
    made = io.BytesIO()
    Image.new("RGB", (90, 60), "#2A7283").save(made, "JPEG")
    return PictureOf(
        "https://lantoa.example/tep/a.jpg",
        "Bà Sương bên bảng",
        "Bà Sương, tháng 5/2026",
        "Ảnh: Đỗ Ưng",
        90,
        60,
        made.getvalue(),
    )


def item(**changes: Any) -> Item:
    facts: dict[str, Any] = {
        "slug": "lich-nuoc", "title": "Tấm bảng giữ yên xóm muối ở Đông Ninh Hòa",
        "lead": "Mười hai năm bà ghi lịch lấy nước cho 47 hộ.",
        "blocks": (
            Block("p", "Bốn giờ sáng, bà <b>đã ra</b> đồng muối."),
            Block("h2", "Một tấm bảng"),
            Block("quote", "Không có bà thì mất trắng.", by="Ông Bùi Văn Sẻ"),
            Block("image", "", picture=picture()),
        ),
        "person": "Bùi Thị Sương", "deed": "ghi lịch lấy nước",
        "place": "Phường Đông Ninh Hòa", "sector": "Biển và muối", "section": "Cách làm hay",
        "byline": "Phạm Thảo Vy", "illustrator": "Đỗ Ưng",
        "address": "https://lantoa.example/guong/lich-nuoc/",
        "short_addresses": {
            name: f"https://lantoa.example/x/{name}7k" for name in ("website", "feeds", "print")
        },
        "published_at": datetime(2026, 6, 8, 2, 30, tzinfo=UTC),
        "revised_at": datetime(2026, 6, 9, 2, 30, tzinfo=UTC),
        "revision": 1, "picture": picture(),
        "verified_on": date(2026, 5, 12), "verified_by": "Lê Hoài Thu",
        "claims": (Claim("47 hộ cùng dùng bảng", ("Sổ trực mương",), "Ông Lương Cư", True),),
        "unclear": "Chưa rõ năm đầu có bao nhiêu hộ.",
        "attachments": (
            AttachmentOf("Quyết định", "https://lantoa.example/d/1", "214/QĐ-UBND", None, "", 9, "pdf"),
        ),
        "practice_title": "Bảng lịch lấy nước", "practice_summary": "Một tấm bảng.",
        "practice_address": "https://lantoa.example/mo-hinh/bang/",
        "province": "Khánh Hòa", "publisher": "UBND phường Đông Ninh Hòa",
    }  # fmt: skip
    return Item(**{**facts, **changes})


def hostile(**changes: Any) -> Item:
    claims = (Claim(HOSTILE, (HOSTILE,), HOSTILE),)
    blocks = tuple(Block(kind, HOSTILE, by=HOSTILE) for kind in ("p", "h2", "quote", "image"))
    names = (
        "title",
        "lead",
        "person",
        "deed",
        "place",
        "sector",
        "section",
        "byline",
        "illustrator",
        "verified_by",
        "unclear",
        "practice_title",
        "practice_summary",
        "province",
        "publisher",
    )
    made: dict[str, Any] = dict.fromkeys(names, HOSTILE)
    return item(**{**made, "claims": claims, "blocks": blocks, **changes})

"""Facts of Decision 1526/QĐ-TTg and Plan 1068/KH-UBND, as data.

Source: the published openings of both documents (address lists: the government's policy page
of 11/12/2022 and the province's legal collection). The scheme runs 2022-2025. The plan's own
end was not seen; the one here is provisional, so that the work can be followed after the merger
of 1/7/2025 until a successor is known. Only facts are taken over; the purpose is retold, not copied.
"""

from datetime import date
from typing import Any

DECISION_1526: dict[str, Any] = {
    "number": "1526/QĐ-TTg",
    "kind": "Quyết định",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": date(2022, 12, 9),
    "effective_on": date(2022, 12, 9),
    "abstract": "Phê duyệt Đề án “Tuyên truyền gương điển hình tiên tiến giai đoạn 2022 - 2025”",
    "signed_by": "Phó Thủ tướng Thường trực Phạm Bình Minh",
    "text": "",
}

SCHEME_1526: dict[str, Any] = {
    "slug": "de-an-1526",
    "title": "Tuyên truyền gương điển hình tiên tiến giai đoạn 2022 - 2025",
    "period_start": date(2022, 12, 9),
    "period_end": date(2025, 12, 31),
}

PLAN_1068: dict[str, Any] = {
    "slug": "ke-hoach-1068",
    "title": "Tuyên truyền gương điển hình tiên tiến trên địa bàn tỉnh",
    "period_start": date(2023, 3, 22),
    "period_end": date(2026, 12, 31),
    "document": {
        "number": "1068/KH-UBND",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân tỉnh Ninh Thuận",
        "issued_on": date(2023, 3, 22),
        "effective_on": date(2023, 3, 22),
        "abstract": (
            "Tổ chức thực hiện Quyết định số 1526/QĐ-TTg ngày 09/12/2022 của Thủ tướng Chính phủ "
            "phê duyệt Đề án “Tuyên truyền gương điển hình tiên tiến giai đoạn 2022 - 2025” "
            "trên địa bàn tỉnh Ninh Thuận"
        ),
        "signed_by": "",
        "text": "",
    },
}

PURPOSE_1068 = (
    "Tìm người tốt, việc tốt và nhân tố mới từ cơ sở; kể lại đúng sự thật bằng nhiều kênh để "
    "nhiều người biết; giúp điển hình làm tốt hơn và giúp nơi khác làm theo. Đây là việc chung "
    "của cấp ủy, chính quyền, Mặt trận, đoàn thể, cơ quan Trung ương đóng trên địa bàn, tổ chức "
    "và doanh nghiệp.\n\n"
    "Kế hoạch do tỉnh Ninh Thuận ban hành năm 2023. Từ ngày 1/7/2025, Ninh Thuận hợp nhất với "
    "Khánh Hòa. Ngày kết thúc ghi ở đây là tạm đặt để tiếp tục theo dõi, chờ văn bản tiếp nối."
)

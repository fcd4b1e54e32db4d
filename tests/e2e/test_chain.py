"""From a neighbour's words to a copy that works: the whole chain, through the screens alone.

One story in steps; each step stands on the ones before it.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.papers import paper, photograph
from tests.e2e.stage import Stage, today, unfold

WHO = "Bùi Thị Sương"
TITLE = "Tấm bảng giữ nghĩa xóm muối"
PARAGRAPH = "Bốn giờ sáng, bà Sương đã ra đồng muối. Ai tới lượt mình thì nhìn tấm bảng là biết."
PRACTICE = "Dựng bảng lịch lấy nước chung"
ADOPTER = "Tổ 5, phường Ninh Hòa"
PLAN = "ke-hoach-1068"


@pytest.fixture(scope="module")
def known() -> SimpleNamespace:
    """What people of the story carry from step to step: the code, addresses."""
    return SimpleNamespace(code="", exemplar="", story="", poster=b"")


def test_a_neighbour_tells_on_a_phone(
    staged: Stage, known: SimpleNamespace, tmp_path: Path
) -> None:
    page = staged.visitor()
    page.goto("/gioi-thieu/")
    page.get_by_role("radio", name="Một người").check()
    page.get_by_label("Tên người ấy").fill(WHO)
    page.get_by_label("Xã, phường, đặc khu").select_option(label="Đông Ninh Hòa")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Người ấy đã làm gì").fill(
        "Bà Sương ghi lịch lấy nước lên bảng cho cả xóm muối đã mười hai năm."
    )
    page.get_by_label("Từ bao giờ").fill("từ năm 2014")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Còn ai biết việc này").fill("Ông Lương Cư, chủ nhiệm hợp tác xã")
    page.get_by_label("Ảnh, giấy tờ, ghi âm").set_input_files(photograph(tmp_path))
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Tên bạn").fill("Người Kể Kín Đáo")
    page.get_by_label("Số điện thoại").fill("0905 000 111")
    page.get_by_role("button", name="Gửi lời kể").click()
    expect(page.get_by_role("heading", name="Đã nhận lời kể của bạn")).to_be_visible()
    code = page.get_by_text(re.compile(r"^[0-9A-Z]{5}(-[0-9A-Z]{5,6}){4}$"))
    known.code = code.inner_text()


def test_the_code_says_that_it_was_received(staged: Stage, known: SimpleNamespace) -> None:
    page = look_up(staged, known)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận")
    expect(page.get_by_role("main")).not_to_contain_text(WHO)


def look_up(staged: Stage, known: SimpleNamespace) -> Page:
    page = staged.visitor()
    page.goto("/tra-cuu/")
    page.get_by_label("Mã của bạn").fill(known.code)
    page.get_by_role("button", name="Xem", exact=True).click()
    return page


def test_the_officer_screens_it_and_opens_a_file(staged: Stage) -> None:
    page = staged.person("officer")
    page.get_by_role("link", name=f"Xem lời kể về {WHO}").click()
    expect(page.get_by_text("Người Kể Kín Đáo")).to_be_visible()
    page.get_by_role("button", name="Tôi nhận xem tin này").click()
    expect(page.get_by_text("Anh, chị đã nhận xem tin này.")).to_be_visible()
    unfold(page, "Lập hồ sơ")
    page.get_by_label("Việc đã làm, một câu").fill("Ghi lịch lấy nước cho cả xóm muối")
    page.get_by_label("Lĩnh vực").select_option(label="Biển và muối")
    page.get_by_role("button", name="Lập hồ sơ").click()
    page.get_by_role("link", name=f"Mở hồ sơ {WHO}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)


def test_the_officer_hands_two_claims_to_the_verifier(
    staged: Stage, known: SimpleNamespace
) -> None:
    page = staged.person("officer")
    page.get_by_role("link", name=f"Giao xác minh {WHO}").click()
    for number, claim in enumerate(["Ghi bảng mười hai năm, không nhận thù lao", "47 hộ cùng dùng"]):
        if number:
            unfold(page, "Thêm một điều cần xác minh")
        page.get_by_label("Điều cần xác minh").fill(claim)
        page.get_by_role("button", name="Thêm điều này").click()
        expect(page.get_by_text(f"{number + 1}. {claim}")).to_be_visible()
    page.get_by_label("Người xác minh").select_option(label="Lê Hoài Thu")
    page.get_by_role("button", name="Giao xác minh").click()
    expect(page.get_by_text("Đã giao xác minh.")).to_be_visible()
    expect(look_up(staged, known).get_by_role("heading", level=1)).to_have_text("Đang xác minh")


def test_the_verifier_finds_evidence_for_each_claim(staged: Stage, tmp_path: Path) -> None:
    page = staged.person("verifier")
    page.get_by_role("link", name=f"Xác minh {WHO}").click()
    for number in (1, 2):
        claim = page.get_by_role("group", name=re.compile(rf"^{number}\. "))
        claim.get_by_text("Thêm giấy tờ, ảnh hoặc đường dẫn").click()
        claim.get_by_label("Căn cứ là gì").fill("Sổ trực mương của hợp tác xã")
        claim.get_by_label("Tệp").set_input_files(paper(tmp_path))
        claim.get_by_label("Họ tên, việc người ấy làm").fill("Ông Lương Cư, chủ nhiệm hợp tác xã")
        claim.get_by_label("Gặp hoặc gọi ngày nào").fill(today())
        claim.get_by_role("radio", name="Đúng", exact=True).check()
    page.get_by_role("button", name="Đủ căn cứ, chuyển thẩm định").click()
    expect(page.get_by_text("Đã xác minh xong. Hồ sơ chuyển sang thẩm định.")).to_be_visible()
    expect(page.get_by_role("link", name="Sổ trực mương của hợp tác xã")).to_have_count(2)


def test_the_officer_proposes_and_the_approver_recognises(
    staged: Stage, known: SimpleNamespace
) -> None:
    page = staged.person("officer")
    page.get_by_role("link", name=f"Thẩm định {WHO}").click()
    page.get_by_label("Ý kiến thẩm định").fill("Đủ căn cứ, bà con đều biết.")
    page.get_by_role("radio", name="Công nhận", exact=True).check()
    page.get_by_role("radio", name="Điển hình tiên tiến").check()
    page.get_by_role("button", name="Trình phê duyệt").click()
    expect(page.get_by_text("Đã trình phê duyệt.")).to_be_visible()
    page = staged.person("approver")
    page.get_by_role("link", name=f"Quyết định công nhận {WHO}").click()
    page.get_by_label("Số quyết định").fill("214/QĐ-UBND")
    page.get_by_role("button", name="Công nhận", exact=True).click()
    page.get_by_role("link", name="Mở hồ sơ điển hình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)
    known.exemplar = page.url


def test_the_officer_records_consent_on_paper(staged: Stage) -> None:
    page = staged.person("officer")
    page.get_by_role("link", name=f"Xin phép nêu tên {WHO}").click()
    unfold(page, "Ghi một sự đồng ý")
    page.get_by_role("radio", name="Chính người được kể").check()
    page.get_by_label("Đồng ý nêu tên").check()
    page.get_by_label("Đồng ý dùng hình ảnh").check()
    for box in page.get_by_role("group", name="Trên những kênh nào").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("radio", name="Phiếu giấy có chữ ký").check()
    page.get_by_label("Mẫu phiếu").fill("ĐY-01")
    page.get_by_label("Ngày đồng ý").fill(today())
    page.get_by_label("Hoặc bằng chứng lưu ở đâu").fill("Tủ hồ sơ số 2")
    page.get_by_role("button", name="Ghi sự đồng ý").click()
    expect(page.get_by_text("Được nêu tên và dùng ảnh")).to_have_count(3)


def test_the_officer_writes_how_others_can_do_it(staged: Stage, known: SimpleNamespace) -> None:
    page = staged.person("officer")
    page.goto(known.exemplar)
    unfold(page, "Viết thẻ cách làm")
    page.get_by_label("Tên cách làm").fill(PRACTICE)
    page.get_by_label("Tóm tắt").fill("Dựng một tấm bảng, một người ghi, ba dòng luật.")
    page.get_by_label("Các bước").fill("Họp xóm chọn người ghi\nDựng bảng đầu mương\nGhi lịch")
    page.get_by_label("Chi phí").fill("Dưới 500.000 đồng")
    page.get_by_label("Hỏi ở đâu").fill("Phòng Văn hóa – Xã hội phường Đông Ninh Hòa")
    page.get_by_role("button", name="Lưu thẻ cách làm").click()
    expect(page.get_by_text("Đã lưu thẻ cách làm.")).to_be_visible()


def test_the_editor_writes_and_asks_for_a_second_reader(staged: Stage) -> None:
    page = staged.person("editor")
    page.get_by_role("link", name="Biên tập").click()
    page.get_by_role("button", name="Câu chuyện").click()
    page.get_by_role("link", name="Bài viết").click()
    page.get_by_role("link", name="Ghi lịch lấy nước cho cả xóm muối").click()
    expect(page.get_by_text("Đã có sự đồng ý, không có tạm dừng.")).to_be_visible()
    page.get_by_role("textbox", name="Nhan đề").fill(TITLE)
    page.get_by_role("textbox", name="Lời dẫn").fill("Mười hai năm bà ghi lịch lên tấm bảng.")
    text = page.get_by_role("region", name="Hỏi thêm: làm từ đâu").get_by_role("textbox")
    text.press("Control+a")
    text.press_sequentially(PARAGRAPH)
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Gửi vào Duyệt hai người").click()
    expect(page.get_by_role("status")).to_contain_text(TITLE)


def test_a_second_editor_approves(staged: Stage) -> None:
    page = staged.person("second_editor")
    page.get_by_role("link", name="Biên tập").click()
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="Duyệt và đăng").click()
    expect(page.get_by_role("status")).to_contain_text(TITLE)

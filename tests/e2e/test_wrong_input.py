"""What people get wrong is named where it stands, and nothing they gave is lost.

By the plain form, without scripts; the telling on a phone is in test_telling_on_phone.py.
"""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.papers import disguised, photograph, too_large
from tests.e2e.stage import Stage

WHAT = "Bà ghi lịch lấy nước lên bảng cho cả xóm muối đã mười hai năm."


@pytest.fixture
def page(staged: Stage) -> Page:
    """Somebody on a phone that runs no scripts, who begins to tell."""
    found = staged.visitor("without scripts", scripts=False)
    found.context.clear_cookies()
    found.goto("/gioi-thieu/")
    return found


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tiếp tục").click()


def told(page: Page, who: str) -> None:
    """Steps one and two, filled in well, about somebody not heard of before."""
    page.get_by_label("Tên người ấy").fill(who)
    page.get_by_label("Xã, phường, đặc khu").select_option(label="Đông Ninh Hòa")
    go_on(page)
    page.get_by_label("Người ấy đã làm gì").fill(WHAT)
    go_on(page)
    expect(page.get_by_label("Còn ai biết việc này")).to_be_visible()


def test_an_error_is_named_in_its_place_and_words_stay(page: Page) -> None:
    page.get_by_label("Tên người ấy").fill("Bà Tám bán xôi")
    go_on(page)
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(1)
    place = page.get_by_label("Xã, phường, đặc khu")
    expect(place).to_have_accessible_description(re.compile("Chọn xã hoặc phường"))
    expect(page.get_by_label("Tên người ấy")).to_have_value("Bà Tám bán xôi")
    summary.get_by_role("link").click()
    expect(place).to_be_focused()


def test_a_short_story_keeps_its_words_through_back_and_forth(page: Page) -> None:
    page.get_by_label("Tên người ấy").fill("Nguyễn Văn Vụng")
    page.get_by_label("Xã, phường, đặc khu").select_option(label="Đông Ninh Hòa")
    go_on(page)
    page.get_by_label("Người ấy đã làm gì").fill("Tốt")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("còn thiếu ít nhất")
    expect(page.get_by_label("Người ấy đã làm gì")).to_have_value("Tốt")
    page.get_by_role("button", name="Quay lại").click()
    expect(page.get_by_label("Tên người ấy")).to_have_value("Nguyễn Văn Vụng")
    go_on(page)
    expect(page.get_by_label("Người ấy đã làm gì")).to_have_value("Tốt")


def test_a_good_file_stays_while_a_link_is_put_right(page: Page, tmp_path: Path) -> None:
    told(page, "Nguyễn Thị Thử")
    page.get_by_label("Ảnh, giấy tờ, ghi âm").set_input_files(photograph(tmp_path))
    page.get_by_label("Còn ai biết việc này").fill("Ông Lương Cư")
    page.get_by_label("Đường liên kết").fill("không phải địa chỉ")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("không phải đường liên kết")
    expect(page.get_by_label("Còn ai biết việc này")).to_have_value("Ông Lương Cư")
    kept = page.get_by_role("group", name="Tệp đã nhận")
    expect(kept.get_by_role("checkbox", name="bảng lịch nước.jpg")).to_be_visible()
    page.get_by_label("Đường liên kết").fill("")
    go_on(page)
    page.get_by_role("button", name="Gửi lời kể").click()
    expect(page.get_by_role("heading", name="Đã nhận lời kể của bạn")).to_be_visible()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [(too_large, r"20\s?MB"), (disguised, "Ở đây nhận ảnh")],
    ids=["21 MB", "a program called .jpg"],
)
def test_a_file_that_cannot_be_taken_says_the_limit(
    page: Page, tmp_path: Path, make: object, sentence: str
) -> None:
    assert callable(make)
    told(page, "Mai Văn Lạ")
    page.get_by_label("Còn ai biết việc này").fill("Ông Lương Cư")
    page.get_by_label("Ảnh, giấy tờ, ghi âm").set_input_files(make(tmp_path))
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text(re.compile(sentence))
    expect(page.get_by_label("Ảnh, giấy tờ, ghi âm")).to_have_accessible_description(
        re.compile(sentence)
    )
    expect(page.get_by_label("Còn ai biết việc này")).to_have_value("Ông Lương Cư")
    expect(page.get_by_role("group", name="Tệp đã nhận")).to_have_count(0)


def test_an_unknown_code_and_a_strange_one_are_answered_alike(staged: Stage) -> None:
    body = {"who": "Bà Tám bán xôi", "kind": "person", "place": "22561", "what": WHAT}
    status, answer = staged.platform.request(
        "/api/v1/leads", body, {"Idempotency-Key": "foreign-code-of-somebody-else"}
    )
    assert status == 201, answer
    real = json.loads(answer)["code"]
    nearly = real[:-1] + ("7" if real[-1] != "7" else "8")
    page, answers = staged.visitor(), set()
    for code in ("K7QM9-22222-33333-44444-555556", nearly, "xin chào"):
        page.goto("/tra-cuu/")
        page.get_by_label("Mã của bạn").fill(code)
        with page.expect_response("**/tra-cuu/") as answered:
            page.get_by_role("button", name="Xem", exact=True).click()
        answers.add((answered.value.status, page.get_by_role("alert").inner_text()))
    assert len(answers) == 1
    assert "Không có lời kể, phản ánh hay ý kiến nào với mã này" in answers.pop()[1]

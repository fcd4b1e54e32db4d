"""From a neighbour's words to a copy that works: the whole chain, through the screens alone.

One story in steps; each step stands on the ones before it.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import docx
import feedparser
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.papers import paper, photograph
from tests.e2e.stage import Model, Stage, today, unfold

WHO = "Bùi Thị Sương"
TITLE = "Tấm bảng giữ nghĩa xóm muối"
PARAGRAPH = "Bốn giờ sáng, bà Sương đã ra đồng muối. Ai tới lượt mình thì nhìn tấm bảng là biết."
PRACTICE = "Dựng bảng lịch lấy nước chung"
ADOPTER = "Tổ 5, phường Ninh Hòa"
PLAN = "ke-hoach-1068"


@pytest.fixture(scope="module")
def staged(
    model: Model, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """An empty province."""
    home = tmp_path_factory.mktemp("chain") / "home"
    with model.copied(home) as platform, Stage(platform, chromium) as set_up:
        yield set_up


@pytest.fixture(scope="module")
def known() -> SimpleNamespace:
    """What people of the story carry from step to step: the code, addresses."""
    return SimpleNamespace(code="", exemplar="", story="")


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
    page.get_by_role("button", name="Xem liên hệ").click()
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
    for number, claim in enumerate(
        ["Ghi bảng mười hai năm, không nhận thù lao", "47 hộ cùng dùng"]
    ):
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
    page.get_by_role("region", name="Chờ viết").get_by_role("link", name=WHO).click()
    expect(page.get_by_text("Đã có sự đồng ý")).to_be_visible()
    page.get_by_role("textbox", name="Nhan đề").fill(TITLE)
    page.get_by_role("textbox", name="Lời dẫn").fill("Mười hai năm bà ghi lịch lên tấm bảng.")
    paragraph = page.get_by_role("region", name="Hỏi thêm: làm từ đâu")
    paragraph.get_by_role("textbox").press("Control+a")
    paragraph.get_by_role("textbox").press_sequentially(PARAGRAPH)
    # The text field hands over what was typed a moment later.
    expect(paragraph.locator("input[name$=-value]")).to_have_value(re.compile("Bốn giờ sáng"))
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name=re.compile("Gửi .*Duyệt hai người")).click()
    expect(page.get_by_role("status")).to_contain_text(TITLE)


def test_a_second_editor_approves(staged: Stage) -> None:
    page = staged.person("second_editor")
    page.get_by_role("link", name="Biên tập").click()
    page.get_by_role("region", name="Chờ tôi đọc duyệt").get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Duyệt và đăng").click()
    expect(page.get_by_role("status")).to_contain_text(TITLE)


def test_everybody_reads_it(staged: Stage, known: SimpleNamespace) -> None:
    staged.platform.eventually(lambda: TITLE in text_at(staged, "/"))
    page = staged.visitor()
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Bốn giờ sáng, bà Sương đã ra đồng muối.")).to_be_visible()
    expect(page.get_by_text("Người Kể Kín Đáo")).to_have_count(0)
    known.story = page.url
    assert "/guong/" in known.story


def text_at(staged: Stage, path: str) -> str:
    status, body = staged.platform.request(path)
    assert status == 200, path
    return body.decode().replace("\xa0", " ")  # titles are kept from losing their last word


def test_every_feed_has_it(staged: Stage, known: SimpleNamespace) -> None:
    for path in ("/rss.xml", "/atom.xml"):
        feed = feedparser.parse(text_at(staged, path))
        assert not feed.bozo
        assert [entry.title for entry in feed.entries] == [TITLE]
        assert feed.entries[0].link.startswith(staged.platform.address)
    items = json.loads(text_at(staged, "/feed.json"))["items"]
    assert [item["title"] for item in items] == [TITLE]
    assert items[0]["url"].startswith(staged.platform.address)


@pytest.mark.parametrize("words", ["tấm bảng giữ nghĩa", "tam bang giu nghia", "bui thi suong"])
def test_search_finds_it_with_marks_and_without(staged: Stage, words: str) -> None:
    page = staged.visitor()
    page.goto("/tim-kiem/")
    page.get_by_label("Tìm gì").fill(words)
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_the_poster_leads_a_passer_by_to_the_story(
    staged: Stage, known: SimpleNamespace, tmp_path: Path
) -> None:
    page = staged.visitor()
    page.goto(known.story)
    unfold(page, "Gửi cách khác, in, tải về")
    href = page.get_by_role("link", name="Tờ A3 (PDF)").get_attribute("href")
    poster = tmp_path / "poster.pdf"
    poster.write_bytes(page.request.get(str(href)).body())
    printed = " ".join(run("pdftotext", str(poster), "-").split())
    assert TITLE in printed
    assert WHO in printed
    run("pdftoppm", "-r", "120", "-png", "-singlefile", str(poster), str(tmp_path / "poster"))
    address = run("zbarimg", "-q", "--raw", str(tmp_path / "poster.png")).strip()
    assert address.startswith(f"{staged.platform.address}/x/")
    passer_by = staged.visitor("passer-by")
    passer_by.goto(address)
    expect(passer_by.get_by_role("heading", level=1)).to_have_text(TITLE)
    desk = staged.person("province_officer")
    desk.get_by_role("link", name="Lan tỏa", exact=True).click()
    row = desk.get_by_role("row", name=re.compile("^Bản in"))
    expect(row.get_by_role("cell", name="1 lượt mở liên kết ngắn")).to_be_visible()


def run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_a_neighbour_copies_it_and_reports(staged: Stage, tmp_path: Path) -> None:
    page = staged.person("neighbour")
    page.get_by_role("link", name="Làm theo", exact=True).click()
    page.get_by_role("link", name="Ghi nơi làm theo đầu tiên").click()
    expect(page.get_by_label("Cách làm", exact=True)).to_contain_text(PRACTICE)
    page.get_by_role("textbox", name="Nơi làm theo").fill(ADOPTER)
    page.get_by_role("button", name="Ghi nơi làm theo này").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ADOPTER)
    page.get_by_role("textbox", name="Kết quả").fill("31 hộ lấy nước theo bảng, hết tranh nhau")
    page.get_by_role("textbox", name="Minh chứng").fill("Biên bản họp tổ 5")
    page.get_by_label("Ảnh hoặc giấy tờ").set_input_files(paper(tmp_path, "biên bản.pdf"))
    page.get_by_role("button", name="Gửi kết quả").click()
    expect(page.get_by_role("link", name="biên bản.pdf")).to_be_visible()


def test_the_province_confirms(staged: Stage) -> None:
    page = staged.person("province_officer")
    page.get_by_role("link", name=f"Xác nhận kết quả ở {ADOPTER}").click()
    page.get_by_label("Tôi đã xem minh chứng và thấy đúng").check()
    page.get_by_role("button", name="Xác nhận có kết quả").click()
    expect(page.get_by_text("Chưa ai xác nhận.")).to_have_count(0)
    expect(page.get_by_text("Đỗ Thị Hiền,")).to_be_visible()


def test_the_report_counts_every_step(staged: Stage, tmp_path: Path) -> None:
    page = staged.person("leader")
    page.get_by_role("link", name="Báo cáo", exact=True).click()
    expect(page).to_have_url(re.compile(f"/lam-viec/bao-cao/{PLAN}/$"))
    figures = page.get_by_role("region", name="Từ lời giới thiệu tới nơi làm theo")
    expect(figures.get_by_role("listitem")).to_have_count(6)
    for figure in figures.get_by_role("listitem").all():
        expect(figure.get_by_role("link")).to_have_text("1")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tải báo cáo, .docx").click()
    downloading.value.save_as(tmp_path / "report.docx")
    figures.get_by_role("listitem").last.get_by_role("link").click()
    expect(page.get_by_role("link", name=ADOPTER)).to_be_visible()
    cells = written(tmp_path / "report.docx")
    assert ADOPTER in "\n".join(cells)
    assert cells.count("1") >= 6


def written(path: Path) -> list[str]:
    """All paragraphs and cells of a Word file."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_who_told_reads_the_good_end(staged: Stage, known: SimpleNamespace) -> None:
    page = look_up(staged, known)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã công nhận")

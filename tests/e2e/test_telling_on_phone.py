"""Done-when 1: on a slow line, cut in the middle, a telling arrives once, with photo and voice."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.e2e.stage import CHROMIUM, FLAGS, PATIENCE, PEOPLE_USE, PHONE
from tests.platform import Platform

VOICE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
#: Slow 3G as Chromium's own tools have it: 50 KB a second, 400 ms each way.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 51_200, "uploadThroughput": 51_200}
WHAT = "Chị chở nước ngọt bằng xe ba gác cho chín nhà cuối xóm suốt mùa hạn."
#: The page is kept on the phone, and its worker answers.
CONTROLLED = """new Promise((done) => {
  if (navigator.serviceWorker.controller) done();
  else navigator.serviceWorker.addEventListener("controllerchange", () => done());
})"""
CODE = re.compile(r"^[0-9A-Z]{5}(-[0-9A-Z]{5,6}){4}$")


@pytest.fixture(scope="module")
def machine() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def phone(machine: Playwright, shared_platform: Platform, tmp_path: Path) -> Callable[[], Any]:
    """One phone: the same profile each time it is taken out of the pocket."""

    @contextmanager
    def opened(**more: Any) -> Iterator[Page]:
        context = machine.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=[*FLAGS, *VOICE],
            base_url=shared_platform.address, viewport=PHONE, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", user_agent=PEOPLE_USE, **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        try:
            yield context.pages[0]
        finally:
            context.close()

    return opened


def photograph(folder: Path) -> Path:
    """A large photograph that says where it was taken."""
    picture = Image.effect_noise((2400, 1800), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Máy của bà Ngò"
    exif.get_ifd(0x8825).update({1: "N", 2: (11.0, 34.0, 5.0), 3: "E", 4: (109.0, 1.0, 2.0)})
    path = folder / "xe ba gác.jpg"
    picture.save(path, "JPEG", exif=exif, quality=60)
    assert b"Exif" in path.read_bytes()[:64]
    return path


def arrived(platform: Platform, who: str) -> list[dict[str, Any]]:
    leads = platform.script("tests.e2e.seed_told")["leads"]
    return [lead for lead in leads if lead["who"] == who]


def pieces(platform: Platform) -> list[Path]:
    return sorted((platform.home / "files" / "nhap").glob("manh-*"))


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tiếp tục").click()


def tell(page: Page, who: str, *files: Path, speaks: bool = False) -> None:
    """Everything but the last press."""
    page.goto("/gioi-thieu/")
    page.get_by_label("Tên người ấy").fill(who)
    page.get_by_label("Xã, phường, đặc khu").select_option(label="Đông Ninh Hòa")
    go_on(page)
    page.get_by_label("Người ấy đã làm gì").fill(WHAT)
    go_on(page)
    for count, file in enumerate(files, 1):
        page.get_by_label("Ảnh, giấy tờ, ghi âm").set_input_files(file)
        expect(page.get_by_role("group", name="Tệp đã nhận").get_by_role("img")).to_have_count(0)
        expect(page.locator(".got")).to_have_count(count)
    if speaks:
        page.get_by_role("button", name="Ghi âm", exact=True).click()
        expect(page.get_by_role("timer")).to_have_text("0:02 / 5:00")
        page.get_by_role("button", name="Dừng ghi âm").click()
        expect(page.locator(".got audio")).to_have_count(1)
    go_on(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Gửi lời kể").click()


def code_shown(page: Page) -> str:
    expect(page.get_by_role("heading", name="Đã nhận lời kể của bạn")).to_be_visible()
    return page.get_by_text(CODE).inner_text()


def test_cut_in_the_middle_it_arrives_once_with_photo_and_voice(
    phone: Callable[[], Any], shared_platform: Platform, tmp_path: Path
) -> None:
    who = "Mai Thị Ngò"
    # Chromium's worker would send through another line than the one that is cut here.
    with phone(service_workers="block") as page:
        tell(page, who, photograph(tmp_path), speaks=True)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        send(page)
        expect(page.get_by_role("heading", name="Đang gửi…")).to_be_visible()
        begun = shared_platform.eventually(
            lambda: [each for each in pieces(shared_platform) if each.stat().st_size > 100_000]
        )
        page.context.set_offline(True)
        line.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
        expect(page.get_by_role("heading", name="Đang chờ mạng")).to_be_visible()
        assert arrived(shared_platform, who) == []
        # The place is gone before anything leaves the phone.
        assert b"Exif" not in begun[0].read_bytes() and begun[0].read_bytes()[:2] == b"\xff\xd8"
    with phone() as page:
        page.goto("/gioi-thieu/")
        code = code_shown(page)
    (lead,) = arrived(shared_platform, who)
    assert lead["what"] == WHAT
    kinds = sorted(file["type"] for file in lead["files"])
    assert kinds == ["audio/webm", "image/jpeg"]
    for file in lead["files"]:
        if file["type"] == "image/jpeg":
            with Image.open(file["path"]) as picture:
                assert max(picture.size) == 1600 and not picture.getexif()
    assert pieces(shared_platform) == []
    status, answer = shared_platform.request(f"/api/v1/leads/{code}")
    assert status == 200, answer


def test_filled_in_without_a_network_it_goes_when_there_is_one(
    phone: Callable[[], Any], shared_platform: Platform, tmp_path: Path
) -> None:
    who = "Đặng Văn Ngoại Tuyến"
    with phone() as page:
        page.goto("/gioi-thieu/")
        page.get_by_label("Tên người ấy").fill("Bản nháp đầu")
        page.evaluate(CONTROLLED)
        page.get_by_role("button", name="Xóa bản nháp").click()
        expect(page.get_by_text("Đã xóa bản nháp khỏi máy này.")).to_be_visible()
        page.context.set_offline(True)
        tell(page, who)
        send(page)
        expect(page.get_by_role("heading", name="Đang chờ mạng")).to_be_visible()
        expect(page.get_by_text("chưa ai nhận được")).to_be_visible()
        page.context.set_offline(False)
        code_shown(page)
        page.get_by_role("button", name="Giữ mã trên máy này").click()
        expect(page.get_by_role("heading", name="Mã bạn giữ trên máy này")).to_be_visible()
    assert len(arrived(shared_platform, who)) == 1
    with phone() as page:
        page.goto("/gioi-thieu/")
        expect(page.get_by_role("heading", name="Mã bạn giữ trên máy này")).to_be_visible()
        expect(page.get_by_role("heading", name="Đã nhận lời kể của bạn")).to_have_count(0)
        page.get_by_role("button", name="Xóa mã gửi ngày").click()
        expect(page.get_by_role("heading", name="Mã bạn giữ trên máy này")).to_be_hidden()


def test_pressed_twice_and_unanswered_it_is_one(
    phone: Callable[[], Any], shared_platform: Platform
) -> None:
    who = "Tô Thị Hai Lần"
    # Without its worker, which would send what the page could not while we look.
    with phone(service_workers="block") as page:
        tell(page, who)
        lost: list[str] = []

        def lose_the_answer(route: Any) -> None:
            """The server has written it down; the answer never comes."""
            lost.append(route.fetch().json()["code"])
            route.abort("connectionreset")

        page.route("**/gioi-thieu/gui/", lose_the_answer)
        page.get_by_role("button", name="Gửi lời kể").dblclick()
        expect(page.get_by_text("có thể lời kể đã tới")).to_be_visible()
        expect(page.get_by_role("button", name="Sửa lại")).to_have_count(0)
        page.unroute("**/gioi-thieu/gui/")
        page.get_by_role("button", name="Thử gửi ngay").dblclick()
        assert {code_shown(page)} == set(lost)
    assert len(arrived(shared_platform, who)) == 1


def test_somebody_told_of_before_is_a_question_before_it_is_a_fault(
    phone: Callable[[], Any], shared_platform: Platform
) -> None:
    who = "Ka Thị Kể Rồi"
    with phone() as page:
        tell(page, who)
        send(page)
        code_shown(page)
        page.get_by_role("button", name="Kể thêm một người").click()
        page.get_by_label("Tên người ấy").fill(who)
        page.get_by_label("Xã, phường, đặc khu").select_option(label="Đông Ninh Hòa")
        go_on(page)
        question = page.get_by_role("region", name="Có phải một trong những người này không?")
        expect(question).to_be_focused()
        expect(page.get_by_role("alert")).to_be_hidden()
        go_on(page)
        expect(page.get_by_role("alert")).to_contain_text("Cho biết có phải")
        page.get_by_label("Không phải, đây là người khác").check()
        go_on(page)
        expect(page.get_by_label("Người ấy đã làm gì")).to_be_visible()


def test_the_draft_comes_back_where_it_was_left(
    phone: Callable[[], Any], shared_platform: Platform, tmp_path: Path
) -> None:
    with phone() as page:
        tell(page, "Lý Văn Dở Dang", photograph(tmp_path))
        page.get_by_label("Tên bạn").fill("Người Kể")
        expect(page.get_by_text("Đã giữ trên máy này.")).to_be_visible()
    with phone() as page:
        page.goto("/gioi-thieu/")
        expect(page.get_by_text("Đây là bản nháp trên máy này")).to_be_visible()
        expect(page.get_by_label("Tên bạn")).to_have_value("Người Kể")
        page.get_by_role("link", name="3. Ai biết").click()
        expect(page.get_by_text("xe ba gác.jpg")).to_be_visible()
        # On a phone that others use too: not kept, though nothing is lost while the page is open.
        page.get_by_label("Giữ bản nháp trên máy này").uncheck()
        expect(page.get_by_text("Không giữ: đóng trang là mất.")).to_be_visible()
        page.get_by_role("link", name="2. Việc tốt").click()
        expect(page.get_by_label("Người ấy đã làm gì")).to_have_value(WHAT)
    with phone() as page:
        page.goto("/gioi-thieu/")
        expect(page.get_by_text("Đây là bản nháp trên máy này")).to_be_hidden()
        expect(page.get_by_label("Tên người ấy")).to_have_value("")


def test_what_the_server_refuses_comes_back_to_its_place(
    phone: Callable[[], Any], shared_platform: Platform, tmp_path: Path
) -> None:
    """The phone took it for a PDF; the server looks closer, and says so where it can be mended."""
    who, paper = "Hà Thị Giấy Hỏng", tmp_path / "giấy khen.pdf"
    paper.write_bytes(b"%PDF-1.4 cut off")
    with phone() as page:
        tell(page, who, paper)
        send(page)
        expect(page.get_by_role("alert")).to_contain_text("bị cắt cụt")
        page.get_by_role("link", name="3. Ai biết").click()
        page.get_by_role("button", name="Bỏ tệp giấy khen.pdf").click()
        go_on(page)
        send(page)
        code_shown(page)
    (lead,) = arrived(shared_platform, who)
    assert lead["files"] == []

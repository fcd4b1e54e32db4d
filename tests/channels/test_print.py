"""The sheets: readable by people, by programs, and by a phone's camera."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from lantoa.channels.print import PrintChannel
from tests.channels.items import hostile, item

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no poppler here")


def sheets(one, folder):
    paths = {}
    for file in PrintChannel().render(one, {}).files:
        paths[file.name] = folder / file.name
        paths[file.name].write_bytes(file.body)
    return paths


def text_of(path):
    shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return " ".join(shown.stdout.decode().split())


@needs_poppler
def test_text_can_be_copied_with_every_mark(tmp_path):
    paths = sheets(item(title="Ẵ Ệ Ỡ Ữ ạ ằng Đường Kơ-ho Chamaléa", lead="Lời dẫn ngắn."), tmp_path)
    for path in paths.values():
        text = text_of(path).replace("\xa0", " ")
        assert "Ẵ Ệ Ỡ Ữ ạ ằng Đường Kơ-ho Chamaléa" in text
        assert "Bùi Thị Sương · Phường Đông Ninh Hòa" in text
        assert "lantoa.example/x/print7k" in text
    assert "47 hộ cùng dùng bảng (đúng một phần)" in text_of(paths["to-gap-a4.pdf"])


@needs_poppler
def test_the_day_is_that_of_vietnam(tmp_path):
    early = datetime(2026, 6, 8, 22, 30, tzinfo=UTC)  # half past five the next morning
    assert "9/6/2026" in text_of(sheets(item(published_at=early), tmp_path)["to-gap-a4.pdf"])


@needs_poppler
def test_typst_code_in_words_stays_words(tmp_path):
    text = text_of(sheets(hostile(), tmp_path)["to-gap-a4.pdf"])
    for words in ('#import "x"', "*đậm*", "$x^2$", "@ref", "`mã`"):
        assert words in text


@needs_poppler
def test_sizes_and_fonts(tmp_path):
    paths = sheets(item(), tmp_path)
    for name, size in (
        ("to-gap-a4.pdf", "595.276 x 841.89"),
        ("ap-phich-a3.pdf", "841.89 x 1190.55"),
    ):
        info = subprocess.run(["pdfinfo", paths[name]], capture_output=True, check=True).stdout
        assert size in info.decode()
        fonts = subprocess.run(["pdffonts", paths[name]], capture_output=True, check=True).stdout
        rows = fonts.decode().splitlines()[2:]
        assert rows
        assert ("Tinos" if "a4" in name else "BeVietnamPro") in fonts.decode()
        assert all(" yes yes yes " in row for row in rows)


@pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")), reason="no zbar or poppler here"
)
@pytest.mark.parametrize("name", ["to-gap-a4.pdf", "ap-phich-a3.pdf"])
def test_the_printed_code_is_read_at_100_dpi(name, tmp_path):
    path = sheets(item(), tmp_path)[name]
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            "100",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "-png",
            path,
            tmp_path / "s",
        ],
        check=True,
    )
    read = subprocess.run(["zbarimg", "-q", tmp_path / "s.png"], capture_output=True, check=False)
    assert read.stdout.decode().strip() == "QR-Code:https://lantoa.example/x/print7k"


def test_a_very_long_story_still_prints(tmp_path):
    from lantoa.publishing.contract import Block

    long = item(
        title="Chữ " * 49,
        lead="Lời dẫn " * 80,
        blocks=tuple(Block("p", "Một đoạn văn dài. " * 60) for _ in range(40)),
    )
    for path in sheets(long, tmp_path).values():
        assert path.stat().st_size > 10_000

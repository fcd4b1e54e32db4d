"""Small real files, as people would attach them."""

from io import BytesIO
from pathlib import Path

from PIL import Image


def photograph(folder: Path, name: str = "bảng lịch nước.jpg") -> Path:
    """A JPEG of a slope of colours."""
    path = folder / name
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(path, "JPEG")
    return path


def paper(folder: Path, name: str = "sổ trực mương.pdf") -> Path:
    """A PDF of one page."""
    path = folder / name
    Image.new("RGB", (300, 420), "white").save(path, "PDF")
    return path


def too_large(folder: Path) -> Path:
    """A JPEG that is opened and read as one, but weighs 21 MB."""
    path = folder / "ảnh rất to.jpg"
    beginning = BytesIO()
    Image.new("RGB", (64, 64), "navy").save(beginning, "JPEG")
    path.write_bytes(beginning.getvalue().ljust(21 * 1024 * 1024, b"\0"))
    return path


def disguised(folder: Path) -> Path:
    """A program for Windows that calls itself a photograph."""
    path = folder / "ảnh gia đình.jpg"
    path.write_bytes(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\0" * 2000)
    return path

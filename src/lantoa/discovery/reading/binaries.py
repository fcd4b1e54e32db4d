"""Word and Excel files of before 2007 (.doc, .xls): LibreOffice writes them anew, kept small."""

from __future__ import annotations

from pathlib import Path

from lantoa.core import sandbox
from lantoa.discovery.reading.contract import Unreadable
from lantoa.discovery.reading.runs import Budget

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM = "soffice"
INSTALL = "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"

# Nothing runs and nothing is fetched, whatever the file asks for; the file is all there is.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Java/VirtualMachine"><prop oor:name="Enable"><value>false</value></prop></item>
</oor:items>
"""  # LibreOffice's own form
_ADVICE = "Mở tệp, lưu lại thành .docx hay .xlsx rồi gửi."


def modern(data: bytes, budget: Budget) -> bytes:
    """A .doc or .xls as the .docx or .xlsx it would be, fonts and all. Raises Unreadable."""
    stem, ending, source, target = _kind(data, budget)
    with sandbox.folder() as inside:
        profile = inside / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (inside / f"{stem}.old").write_bytes(data)
        words = [
            f"-env:UserInstallation=file://{inside}/profile", "--headless", "--norestore",
            "--nologo", "--nodefault", f"--infilter={source}", "--convert-to",
            f"{ending}:{target}", "--outdir", str(inside / "out"), str(inside / f"{stem}.old"),
        ]  # fmt: skip
        _run(words, inside, budget)
        written = inside / "out" / f"{stem}.{ending}"
        if not written.is_file():
            raise Unreadable(
                f"Tệp “{budget.name}” bị hỏng hoặc có mật khẩu, không mở ra được. {_ADVICE}"
            )
        return written.read_bytes()


def _run(words: list[str], inside: Path, budget: Budget) -> None:
    limits = sandbox.Limits(seconds=budget.remaining())
    try:
        sandbox.run(PROGRAM, words, inside=inside, limits=limits)
    except sandbox.Missing:
        raise Unreadable(
            f"Tệp “{budget.name}” là Word, Excel kiểu cũ, mà máy chủ chưa cài LibreOffice để mở. "
            f"Lưu lại thành .docx hay .xlsx rồi gửi, hoặc nhờ người quản trị chạy: {INSTALL}."
        ) from None
    except sandbox.Stopped as stopped:
        reason = {"time": "quá lâu", "memory": "tốn quá nhiều bộ nhớ"}.get(str(stopped), "quá lớn")
        raise Unreadable(f"Tệp “{budget.name}” mở ra {reason}, đã dừng. {_ADVICE}") from None


def _kind(data: bytes, budget: Budget) -> tuple[str, str, str, str]:
    """Stem, new ending and LibreOffice's filters for what the file is by the names inside it."""
    name = budget.name
    if _has(data, "EncryptedPackage") or _is_locked(data):
        raise Unreadable(f"Tệp “{name}” có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    if _has(data, "_VBA_PROJECT") or _has(data, "VBA") or _has(data, "Macros"):
        raise Unreadable(
            f"Tệp “{name}” có macro, là những lệnh tự chạy. "
            "Lưu lại thành .docx hay .xlsx không có macro, hoặc in ra PDF rồi gửi."
        )
    if _has(data, "WordDocument"):
        return "van-ban", "docx", "MS Word 97", "MS Word 2007 XML"
    if _has(data, "Workbook"):
        return "bang", "xlsx", "MS Excel 97", "Calc MS Excel 2007 XML"
    if _has(data, "Book"):
        return "bang", "xlsx", "MS Excel 95", "Calc MS Excel 2007 XML"
    raise Unreadable(
        f"Tệp “{name}” không phải Word hay Excel (.doc, .xls), hoặc bị cắt cụt. {_ADVICE}"
    )


def _has(data: bytes, name: str) -> bool:
    """Whether the directory of the file names this part: 64 bytes of text, then its length."""
    text = name.encode("utf-16-le")
    entry = text + bytes(64 - len(text)) + (len(text) + 2).to_bytes(2, "little")
    return entry in data


def _is_locked(data: bytes) -> bool:
    """Whether the first part, where these programs put text and sheets, says it is encrypted."""
    start = data[512:1024]
    if start[:2] == b"\xec\xa5":  # Word's header: flag fEncrypted
        return bool(start[11] & 1)
    length = int.from_bytes(start[2:4], "little")
    return start[:2] == b"\x09\x08" and start[4 + length : 6 + length] == b"\x2f\x00"

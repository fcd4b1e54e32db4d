"""`lantoa discover`: units of a table that do better than their context leads one to expect."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from lantoa.discovery import outliers
from lantoa.discovery.outliers.sheets import MAX_BYTES, sheet_of
from lantoa.discovery.outliers.tables import period_column
from lantoa.discovery.outliers.wording import number

_EXAMPLE = """Ví dụ:
  lantoa discover giam-ngheo.csv --unit "Xã" --value "Tỷ lệ thoát nghèo" \\
      --context "Thu nhập" --context "Vùng" --json
  lantoa discover tai-nan.csv --unit xa --value so_vu --count --exposure dan_so --better lower

Lời hứa: khi không đơn vị nào khác thường, khả năng có một cái tên bị nêu nhầm không quá mức
--fdr; khi có, tỷ lệ nêu nhầm dự tính trong các tên được nêu không quá mức ấy.

JSON: method, rows, units (đơn vị được xét), level, better, notes, protected (tên các đơn vị
có số quá nhỏ, không xét và không nêu số), flagged: [{unit, value, expected, low, high, p,
p_adjusted, why, periods, better_in, peers, peer_median, exposure}]; low và high là khoảng 95%
của ngẫu nhiên; thêm others (cùng dạng) khi có --all. Xếp theo vần, không xếp hạng.

Mã thoát: 0 đã xét xong (dù có tên nào hay không); 2 không đọc được hoặc số liệu có chỗ sai."""


#: What argparse says of the words on the line → how we say it.
_WRONGS = (
    (re.compile(r"the following arguments are required: (.*)"), "Thiếu {}."),
    (re.compile(r"unrecognized arguments: (.*)"), "Không hiểu {}."),
    (re.compile(r"argument (\S+): expected one argument"), "Sau {} cần một giá trị."),
    (re.compile(r"argument (\S+): invalid choice.*"), "Sau {} ghi higher hoặc lower."),
    (re.compile(r"argument \S+: (.*)"), "{}"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _WRONGS:
            if found := pattern.fullmatch(message):
                message = sentence.format(found[1][:200])
                break
        sys.stderr.write(f"{message} Xem cách dùng: lantoa discover --help\n")
        raise SystemExit(2)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Cách dùng:", 1)


def run(words: list[str]) -> int:
    """Judge a file and print what is worth a visit; 2 with one sentence when that cannot be."""
    chosen = _parser().parse_args(words)
    try:
        report = _report(chosen)
    except outliers.Unfit as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    if chosen.json:
        print(json.dumps(_document(report, everything=chosen.all), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(report, everything=chosen.all)))
    return 0


def _report(chosen: argparse.Namespace) -> outliers.Report:
    path = Path(chosen.file)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise outliers.Unfit(f"Không mở được tệp {path}.") from None
    columns = sheet_of(data, path.name)
    period = chosen.period
    roles = {chosen.unit, chosen.value, chosen.exposure, *chosen.context}
    if not period and period_column(columns) not in roles:
        period = period_column(columns)
    question = outliers.Question(
        unit=chosen.unit, value=chosen.value, is_count=chosen.count, exposure=chosen.exposure,
        period=period, context=tuple(chosen.context), better=chosen.better, level=chosen.fdr,
        min_count=chosen.min_count, min_exposure=chosen.min_exposure,
    )  # fmt: skip
    return outliers.discover(outliers.rows_of(columns, question), question)


def _document(report: outliers.Report, *, everything: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "method": report.method,
        "rows": report.rows,
        "units": len(report.findings),
        "level": report.level,
        "better": report.better,
        "flagged": [_finding(finding) for finding in report.flagged],
        "protected": [unit.unit for unit in report.protected],
        "notes": list(report.notes),
    }
    if everything:
        document["others"] = [_finding(f) for f in report.findings if not f.is_flagged]
    return document


def _finding(finding: outliers.Finding) -> dict[str, Any]:
    names = (
        "unit", "value", "expected", "low", "high", "p", "p_adjusted", "why", "periods",
        "better_in", "peers", "peer_median", "exposure",
    )  # fmt: skip
    return {name: getattr(finding, name) for name in names}


def _lines(report: outliers.Report, *, everything: bool) -> list[str]:
    lines = [report.method, *report.notes, ""]
    if report.flagged:
        lines.append("Đáng đến xem, xếp theo vần:")
        lines += [_line(finding) for finding in report.flagged]
    else:
        lines.append("Chưa thấy đơn vị nào khác hẳn dự kiến.")
    if everything:
        lines += ["", "Các đơn vị khác:"]
        lines += [_line(finding) for finding in report.findings if not finding.is_flagged]
    if report.protected:
        names = ", ".join(unit.unit for unit in report.protected)
        lines += ["", f"Số quá nhỏ, không xét: {names}."]
    return lines


def _line(finding: outliers.Finding) -> str:
    return f"  {finding.unit}: {finding.why} p hiệu chỉnh {number(finding.p_adjusted)}."


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="lantoa discover", add_help=False, allow_abbrev=False, epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Tìm trong bảng số liệu những đơn vị đáng đến xem: làm tốt hơn hẳn điều "
        "mà bối cảnh của họ cho phép dự kiến.",
        usage="lantoa discover TỆP --unit CỘT --value CỘT [--count] [--exposure CỘT] "
        "[--context CỘT …] [--json]",
    )  # fmt: skip
    add = parser.add_argument_group("Tham số").add_argument
    add("file", metavar="TỆP", help="bảng .csv hoặc .xlsx, dòng đầu là tên cột")
    add("--unit", required=True, metavar="CỘT", help="cột tên đơn vị")
    add("--value", required=True, metavar="CỘT", help="cột giá trị cần xem")
    add("--count", action="store_true", help="giá trị là số đếm (số vụ, số người, số hộ)")
    add("--exposure", default="", metavar="CỘT", help="cột quy mô (dân số, số hộ)")
    add("--context", action="append", default=[], metavar="CỘT", help="cột bối cảnh; nhiều lần")
    add("--period", default="", metavar="CỘT", help="cột kỳ; tự nhận cột tên “năm”, “kỳ”…")
    add("--better", choices=("higher", "lower"), default="higher", help="thế nào là tốt hơn")
    add("--fdr", type=_share, default=0.05, metavar="MỨC", help="tỷ lệ nêu nhầm, mặc định 0.05")
    add(
        "--min-count", type=_size, default=5, metavar="SỐ", help="dưới số đếm này thì không xét (5)"
    )
    add("--min-exposure", type=_size, default=0, metavar="SỐ", help="dưới quy mô này thì không xét")
    add("--all", action="store_true", help="nêu cả các đơn vị khác")
    add("--json", action="store_true", help="một văn bản JSON")
    add("-h", "--help", action="help", help="lời này")
    return parser


def _share(text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError:
        share = -1.0
    if not 0 < share <= 0.5:
        raise argparse.ArgumentTypeError("Mức nêu nhầm phải lớn hơn 0 và không quá 0.5.")
    return share


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise argparse.ArgumentTypeError("Ngưỡng phải là số nguyên từ 0 trở lên.")
    return int(text)

"""Units that do better than their context leads one to expect: worth a visit, never ranked.

The road is GIZ's data-powered positive deviance (DPPD handbook, GIZ Data Lab 2021): a measure of
how well it goes, the context nobody on the spot can change, peers with the same context, and
those who stand out among them; then people go and look. Numbers only say where to look.

`discover` needs the statistics extra (scipy, statsmodels); it is imported when asked for only.
"""

import warnings

from lantoa.discovery.outliers.contract import (
    Better,
    Finding,
    Limit,
    Protected,
    Question,
    Report,
    Row,
    Unfit,
)
from lantoa.discovery.outliers.tables import Columns, columns_of, guessed, rows_of

__all__ = [
    "Better",
    "Columns",
    "Finding",
    "Limit",
    "Protected",
    "Question",
    "Report",
    "Row",
    "Unfit",
    "columns_of",
    "discover",
    "guessed",
    "rows_of",
]

_MISSING = (
    "Máy chủ chưa có thư viện thống kê. Người quản trị chạy ./lantoa discover --help một lần "
    "để cài, rồi thử lại."
)
_NO_MODEL = (
    "Không ước lượng được điều bình thường từ bảng này. Bớt cột bối cảnh, hoặc xem lại có cột nào "
    "gần như chỉ một giá trị."
)


def discover(rows: list[Row], question: Question) -> Report:
    """Judge the units of `rows`. Raises Unfit with a Vietnamese sentence."""
    try:
        from lantoa.discovery.outliers import judging
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("scipy", "statsmodels", "pandas"):
            raise
        raise Unfit(_MISSING) from None
    with warnings.catch_warnings():
        # What does not converge shows in the figures; nobody reads warnings of a library here.
        warnings.simplefilter("ignore")
        try:
            return judging.judge(rows, question)
        except ArithmeticError:
            raise Unfit(_NO_MODEL) from None
        except ValueError as error:  # numpy's LinAlgError and statsmodels' own are among these
            raise Unfit(_NO_MODEL) from error

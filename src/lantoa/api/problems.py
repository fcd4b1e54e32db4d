"""Errors of the API: RFC 9457 problems whose words tell a person what to do."""

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from ninja.errors import HttpError, ValidationError

from lantoa.core.workflow import Refused

MEDIA_TYPE = "application/problem+json"
#: Largest body taken, in bytes: a lead is text.
MAX_BODY = 64 * 1024
_logger = logging.getLogger(__name__)

_TITLES = {
    400: ("Yêu cầu không đọc được", "Gửi JSON đúng cú pháp, mã hóa UTF-8."),
    404: ("Không tìm thấy", "Không có gì ở địa chỉ này. Kiểm tra lại mã hoặc đường dẫn."),
    405: ("Cách gọi không dùng được ở đây", "Xem cách gọi trong /api/v1/openapi.json."),
    409: ("Khóa đã dùng cho nội dung khác", "Dùng một Idempotency-Key mới cho mỗi lời kể."),
    410: ("Không còn đăng", "Câu chuyện này hiện không đăng. Xin gỡ khỏi nơi đã dẫn lại."),
    413: ("Nội dung quá lớn", f"Gửi tối đa {MAX_BODY // 1024} KB."),
    415: ("Kiểu dữ liệu không nhận", "Gửi với Content-Type: application/json."),
    422: ("Dữ liệu chưa đúng", "Sửa các trường trong “errors” rồi gửi lại."),
    429: ("Gửi quá nhiều lần", "Chờ hết thời gian ghi ở Retry-After rồi gửi lại."),
    500: ("Hệ thống gặp trục trặc", "Lỗi đã được ghi lại. Thử lại sau ít phút."),
}
_FALLBACK = ("Yêu cầu không thực hiện được", "Xem lại yêu cầu rồi gửi lại.")

#: pydantic's kinds of error → what to do, with the values of its context.
_SENTENCES = {
    "missing": "Thiếu trường này. Thêm vào rồi gửi lại.",
    "extra_forbidden": "Không có trường này. Bỏ đi hoặc xem lại tên trường.",
    "string_type": "Phải là chuỗi chữ.",
    "string_too_short": "Cần ít nhất {min_length} chữ cái.",
    "string_too_long": "Nhiều nhất {max_length} chữ cái. Viết ngắn lại.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_parsing_size": "Số quá lớn.",
    "int_from_float": "Phải là số nguyên.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Nhiều nhất là {le}.",
    "literal_error": "Chỉ nhận một trong: {expected}.",
    "enum": "Chỉ nhận một trong: {expected}.",
    "list_type": "Phải là một danh sách.",
    "too_long": "Nhiều nhất {max_length} mục.",
    "model_type": "Phải là một đối tượng JSON.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
    "dict_type": "Phải là một đối tượng JSON.",
}


class Problem(Exception):
    """Stops an operation with a status. `errors` are (field, what to do)."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail = status, detail
        self.errors, self.headers = errors, dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    """The response of a problem."""
    title, advice = _TITLES.get(problem.status, _FALLBACK)
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": problem.detail or advice,
    }
    if problem.errors:
        content["errors"] = [{"field": field, "detail": text} for field, text in problem.errors]
    response = JsonResponse(
        content,
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
        json_dumps_params={"ensure_ascii": False},
    )
    response.setdefault("Cache-Control", "no-store")
    return response


def of_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem for anything that was raised; the unforeseen is logged, and says nothing."""
    match error:
        case Problem():
            return answer(error)
        case ValidationError():
            return answer(Problem(422, errors=[_field_error(fault) for fault in error.errors]))
        case Refused():
            return answer(Problem(422, errors=[("", reason) for reason in error.reasons]))
        case Http404():
            return answer(Problem(404))
        case RequestDataTooBig():
            return answer(Problem(413))
        case BadRequest() | SuspiciousOperation() | UnreadablePostError():
            return answer(Problem(400))
        case HttpError():
            return answer(Problem(error.status_code))
    _logger.error("API %s %s", request.method, request.path, exc_info=error)
    return answer(Problem(500))


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view with bodies limited, HEAD answered as GET, and every error as a problem."""

    @functools.wraps(view, updated=("__dict__",) if hasattr(view, "__dict__") else ())
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        try:
            is_readable = _check_body(request)
            if not is_readable:
                # No such method: ninja answers 405 with those there are, and reads nothing.
                request.method = "ASK"
            response = view(request, *args, **kwargs)
            if not is_readable and "POST" in response.get("Allow", ""):
                raise Problem(415)
        except Exception as error:  # the edge of the API: nothing may pass it unanswered
            response = of_exception(request, error)
        if response.status_code == 405 and response.get("Content-Type") != MEDIA_TYPE:
            allowed = response.get("Allow", "")
            response = answer(Problem(405, headers={"Allow": allowed} if allowed else None))
        if is_head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return wrapped


def _check_body(request: HttpRequest) -> bool:
    """Whether the view may look at the body. Raises Problem for one that is too large."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return True
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        raise Problem(413)
    return request.method != "POST" or request.content_type == "application/json"


def _field_error(fault: Mapping[str, Any]) -> tuple[str, str]:
    """(field, sentence); the first part of the place is where it came from, not a field."""
    place = [str(part) for part in fault["loc"] if part not in ("body", "query", "path", "lead")]
    kind = str(fault["type"])
    if kind == "value_error":
        return ".".join(place), str(fault.get("ctx", {}).get("error", "Giá trị chưa đúng."))
    sentence = _SENTENCES.get(kind, "Giá trị chưa đúng. Xem kiểu dữ liệu trong openapi.json.")
    values = {key: str(value).replace(" or ", ", ") for key, value in fault.get("ctx", {}).items()}
    try:
        return ".".join(place), sentence.format(**values)
    except KeyError:
        return ".".join(place), "Giá trị chưa đúng."

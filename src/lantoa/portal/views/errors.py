"""Error pages: say what happened and what to do, the number last."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from lantoa.portal import addresses

#: What goes along to the right address.
LONGEST_QUERY = 500


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the address leads nowhere. 301 where it once did, or was only misspelt."""
    right = addresses.better(request.path_info) if request.method in ("GET", "HEAD") else ""
    if right:
        query = request.META.get("QUERY_STRING", "")[:LONGEST_QUERY]
        return HttpResponsePermanentRedirect(right + (f"?{iri_to_uri(query)}" if query else ""))
    return render(request, "portal/404.html", {"noindex": True}, status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this reader."""
    return _bare(
        403,
        "Trang này không mở cho bạn",
        "Bạn chưa đăng nhập, hoặc việc này thuộc đơn vị khác. "
        "Cán bộ thì đăng nhập rồi thử lại; nếu vẫn không được, hỏi người quản trị ở đơn vị mình.",
        door=True,
    )


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _bare(
        400,
        "Chúng tôi không đọc được yêu cầu này",
        "Địa chỉ hoặc nội dung gửi lên bị hỏng trên đường đi. Quay lại trang trước rồi thử lại.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks neither database nor session: they may be what is broken."""
    return _bare(
        500,
        "Máy của chúng tôi đang trục trặc",
        "Lỗi ở phía chúng tôi, không phải ở bạn. Thử lại sau vài phút. "
        "Đang gửi lời kể thì bấm nút quay lại của trình duyệt: chữ bạn ghi thường vẫn còn đó.",
        again="Tải lại trang",
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form without its token: the page stood open too long, or cookies are off."""
    return _bare(
        403,
        "Biểu mẫu đã để lâu quá",
        "Bấm nút quay lại của trình duyệt, tải lại trang rồi gửi lần nữa. "
        "Biểu mẫu cần một cookie tạm để chắc rằng chính bạn gửi; hãy cho phép cookie của trang này.",
        again="Mở lại biểu mẫu",
    )


def _bare(
    status: int, title: str, words: str, *, again: str = "", door: bool = False
) -> HttpResponse:
    """`again` names a link to the same address, `door` offers the sign-in."""
    facts = {"title": title, "words": words, "status": status, "again": again, "door": door}
    response = HttpResponse(render_to_string("portal/error.html", facts), status=status)
    response["Cache-Control"] = "no-store"
    return response

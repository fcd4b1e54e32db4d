"""The desk's way around: what stands in the bar, for whom."""

from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

from lantoa.accounts.models import User
from lantoa.nominations.voting import written

register = template.Library()

#: Label, name of the address, first parts of view names that count as "here", permissions.
PLACES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Việc của tôi", "desk:work", ("work",), ()),
    ("Tin báo", "desk:leads", ("lead", "list_"), ("lead.enter",)),
    ("Phản ánh", "desk:complaints", ("complaint",), ("complaint.answer",)),
    ("Quyền", "desk:rights", ("rights",), ("rights.answer", "exemplar.erase")),
    ("Hồ sơ", "desk:nominations", ("nomination",), ("exemplar.read",)),
    ("Cặp trùng", "desk:duplicates", ("duplicate",), ("duplicate.judge",)),
    ("Hội đồng", "desk:panels", ("panel",), ("panel.manage", "nomination.recognise")),
    ("Lấy ý kiến", "desk:comments", ("comment",), ("comment.manage", "nomination.recognise")),
    ("Tiêu chí", "desk:criteria", ("criteria", "rules"), ("criteria.write", "criteria.enact")),
    ("Điển hình", "desk:exemplars", ("exemplar",), ("exemplar.read",)),
    ("Làm theo", "desk:adoptions", ("adoption",), ("adoption.register", "report.read")),
    ("Kế hoạch", "desk:plans", ("plan", "assignment"), ("plan.progress", "report.read")),
    ("Văn bản", "desk:documents", ("document",), ("plan.manage",)),
    ("Báo cáo", "desk:reports", ("report",), ("report.read",)),
    ("Lan tỏa", "desk:reach", ("reach",), ("report.read", "delivery.manage")),
    ("Số liệu", "desk:indicators", ("indicator",), ("indicators.manage",)),
    ("Lịch", "desk:gatherings", ("gathering",), ("gathering.manage",)),
    ("Quy định dữ liệu", "desk:privacy", ("privacy",), ("privacy.manage",)),
    ("Tài khoản", "desk:members", ("member",), ("member.manage",)),
    ("Ngày nghỉ", "desk:calendar", ("calendar",), ("calendar.set",)),
    ("Thông tin cổng", "desk:site", ("site",), ("member.manage",)),
    ("Nhật ký", "desk:audit", ("audit",), ("audit.read",)),
    ("Biên tập", "wagtailadmin_home", (), ("story.write",)),
)


@dataclass(frozen=True)
class Place:
    """One word in the bar."""

    label: str
    address: str
    is_here: bool


@register.simple_tag(takes_context=True)
def desk_places(context: Context) -> list[Place]:
    """The places that the one who is signed in may use; a place not built yet is left out."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, User):
        return []
    match = request.resolver_match
    here = match.url_name or "" if match and match.app_name == "desk" else ""
    places = []
    for label, name, own, permissions in PLACES:
        if permissions and not any(user.may(permission, None) for permission in permissions):
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        places.append(Place(label, address, any(here.startswith(word) for word in own)))
    return places


@register.filter
def percent(value: Decimal) -> str:
    """80 or 66,66."""
    return written(value)


@register.filter
def may(user: User, permission: str) -> bool:
    """Whether the user has `permission` in any unit: for links that lead to such a page."""
    return isinstance(user, User) and user.may(permission, None)

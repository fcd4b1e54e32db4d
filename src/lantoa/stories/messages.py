"""Refusals on the editors' screens."""

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages

from lantoa.core.workflow import Refused


def show_refusal(request: HttpRequest, refused: Refused) -> None:
    """All reasons on the next screen, each in a line; what was typed has been kept."""
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.reasons))
    lead = "Chưa đăng được. Những gì anh, chị viết đã được giữ trong bản nháp."
    messages.error(request, format_html("{}<ul>{}</ul>", lead, reasons))

"""Tags and filters of the editors' screens (`{% load editors %}`)."""

import copy

from django import template
from django.http import HttpRequest

register = template.Library()


@register.filter
def under_real_name(request: HttpRequest) -> HttpRequest:
    """The request with its user called by the whole name, for Wagtail's sidebar.

    The sidebar shows `first_name`, else the e-mail. A name is never taken apart here, so the
    whole of it stands in that place, on a copy: nothing can save it by mistake.
    """
    named = copy.copy(request)
    if request.user.is_authenticated:
        user = copy.copy(request.user)
        user.first_name = user.full_name
        named.user = user
    return named

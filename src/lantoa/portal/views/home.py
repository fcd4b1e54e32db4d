"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.keeping import kept
from lantoa.portal import front


@require_safe
@kept()
def show(request: HttpRequest) -> HttpResponse:
    """What editors arranged; the newest stories, practices, places and the plan otherwise."""
    return render(request, "portal/home.html", {"parts": front.parts(clock.today())})

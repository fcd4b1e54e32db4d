"""What the law asks for and the words of consent: dated rows, written by who leads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.desk import acts
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.registry import actions
from lantoa.registry.forms import ConsentTextForm, PrivacyRuleForm
from lantoa.registry.models import ConsentText, PrivacyRule

_FORMS: dict[str, tuple[type[HouseForm], Any, str]] = {
    "rule": (PrivacyRuleForm, actions.write_privacy_rule, "Đã ghi quy định mới."),
    "text": (ConsentTextForm, actions.write_consent_text, "Đã ghi mẫu mới."),
}


@desk_page("privacy.manage")
def show(request: DeskRequest) -> HttpResponse:
    """All rules and texts, the newest first, and a form for one more of each."""
    forms = {name: form(auto_id=f"{name}-%s") for name, (form, _, _) in _FORMS.items()}
    reasons: list[str] = []
    failed = ""
    if request.method == "POST":
        failed = request.POST.get("do", "")
        if failed not in _FORMS:
            raise Http404
        kind, write, done = _FORMS[failed]
        form = forms[failed] = kind(request.POST, auto_id=f"{failed}-%s")
        if form.is_valid():
            facts = form.cleaned_data
            reasons = acts.refused(lambda: write(**facts, by=request.user, at=clock.now()))
            if not reasons:
                messages.success(request, done)
                return redirect(request.path)
    context = {
        "forms": forms,
        "failed": failed,
        "reasons": reasons,
        "errors": forms[failed].error_list() if failed else [],
        "rules": PrivacyRule.objects.all(),
        "texts": ConsentText.objects.all(),
    }
    return render(request, "desk/rights/privacy.html", context, status=422 if failed else 200)

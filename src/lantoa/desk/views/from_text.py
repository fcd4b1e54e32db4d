"""A tip out of an article or a text: pasted, read by fixed rules, confirmed by a person."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk import acts
from lantoa.desk.access import DeskRequest, desk_page
from lantoa.desk.from_text import ConfirmForm, PasteForm
from lantoa.discovery import queries as discovery
from lantoa.discovery.extracting import Finding, extract
from lantoa.nominations import actions
from lantoa.nominations.states import LeadChannel


@desk_page("lead.enter")
def show(request: DeskRequest) -> HttpResponse:
    """Paste (step 1), then confirm what was found (step 2). The text travels with the form."""
    do = request.POST.get("do", "")
    pasted = PasteForm(request.POST or None)
    if request.method != "POST" or do == "again" or not pasted.is_valid():
        if do == "again":
            pasted = PasteForm(initial={name: request.POST.get(name) for name in pasted.fields})
        status = 422 if pasted.errors else 200
        return render(request, "desk/from_text.html", {"form": pasted}, status=status)
    findings = extract(pasted.cleaned_data["text"], discovery.known_places(clock.today()))
    given = request.POST if do == "enter" else None
    form = ConfirmForm(
        given, findings=findings, on=clock.today(), initial={"what": _deeds(findings)}
    )
    key = request.POST.get("key", "")[:40] or str(uuid.uuid4())
    reasons: list[str] = []
    if do == "enter" and form.is_valid():
        made: list[actions.LeadReceipt] = []
        reasons = acts.refused(lambda: made.append(_submit(request, pasted, form, key)))
        if made:
            lead = made[0].lead
            seen = request.user.may("lead.enter", lead.unit)
            context = {"receipt": made[0], "is_elsewhere": not seen, "pasted": pasted}
            return render(request, "desk/lead_receipt.html", context)
    context = {"form": form, "pasted": pasted, "reasons": reasons, "key": key}
    status = 422 if form.errors or reasons else 200
    return render(request, "desk/from_text_confirm.html", context, status=status)


def _deeds(findings: list[Finding]) -> str:
    return " ".join(each.value for each in findings if each.kind == "deed")


def _submit(
    request: DeskRequest, pasted: PasteForm, form: ConfirmForm, key: str
) -> actions.LeadReceipt:
    facts: dict[str, Any] = form.cleaned_data
    return actions.submit(
        who=form.named(),
        kind=facts["kind"],
        place=form.placed(),
        what=form.told(),
        witnesses=f"Nguồn: {pasted.cleaned_data['source']}",
        links=pasted.cleaned_data["links"],
        files=[pasted.as_file()],
        channel=LeadChannel.PRESS,
        idempotency_key=f"text:{request.user.pk}:{key}",
        by=request.user,
        at=clock.now(),
    )

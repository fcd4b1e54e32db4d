"""The collection of documents: taken in with their file, opened to everybody or closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.planning import actions
from lantoa.planning.forms import DocumentFileForm, DocumentForm
from lantoa.planning.models import LegalDocument


@desk_page("plan.manage")
def listing(request: DeskRequest) -> HttpResponse:
    """All documents, closed ones too, the newest first."""
    rows = LegalDocument.objects.select_related("file")
    return render(request, "desk/documents/list.html", {"documents": rows})


@desk_page("plan.manage")
def new(request: DeskRequest) -> HttpResponse:
    """Take in a document."""
    is_sent = request.method == "POST"
    form = DocumentForm(request.POST, request.FILES) if is_sent else DocumentForm()
    reasons: list[str] = []
    if is_sent and form.is_valid():
        try:
            made = actions.enact_document(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"Đã đưa văn bản {made.number} vào danh sách.")
            return redirect("desk:documents")
    context = {"form": form, "reasons": reasons}
    return render(request, "desk/documents/new.html", context, status=422 if is_sent else 200)


@desk_page("plan.manage")
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    """Another file, or another word on who may read it."""
    document = find(LegalDocument.objects.select_related("file"), pk=pk)
    is_sent, known = request.method == "POST", {"is_public": document.is_public}
    form = DocumentFileForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=known
    )
    reasons: list[str] = []
    if is_sent and form.is_valid():
        try:
            actions.revise_document(
                document=document, **form.cleaned_data, by=request.user, at=clock.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"Đã sửa văn bản {document.number}.")
            return redirect("desk:documents")
    context = {"document": document, "form": form, "reasons": reasons}
    return render(request, "desk/documents/revise.html", context, status=422 if is_sent else 200)

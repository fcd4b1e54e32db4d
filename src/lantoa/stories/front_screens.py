"""The front page and the sections in Wagtail's admin: arranged, looked at, then let out."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from lantoa.core.workflow import Refused
from lantoa.stories.messages import show_refusal
from lantoa.stories.models import FrontPage, Section, Story


class ArrangementEditView(snippets.EditView):  # type: ignore[misc]  # wagtail has no types
    """The editor; a refusal is shown when the draft is already saved."""

    def run_action_method(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                response: HttpResponse | None = super().run_action_method()
        except Refused as refused:
            show_refusal(self.request, refused)
            return redirect(self.get_edit_url())
        return response


class _Arrangements(SnippetViewSet):  # type: ignore[misc]  # wagtail has no types
    copy_view_enabled = False
    edit_view_class = ArrangementEditView

    def register_chooser_viewset(self) -> None:
        """None: nothing chooses an arrangement."""


class FrontPageViewSet(_Arrangements):
    """The one front page."""

    model = FrontPage
    icon = "home"
    menu_label = "Trang đầu"
    list_display = [
        "__str__",
        LiveStatusTagColumn(),
        DateColumn("updated", label="Sửa lần cuối", accessor="latest_revision.created_at"),
    ]  # fmt: skip
    edit_handler = ObjectList([FieldPanel("parts")])

    def get_queryset(self, request: Any) -> Any:
        return FrontPage.objects.select_related("latest_revision")


class LeadStoryPanel(FieldPanel):  # type: ignore[misc]  # wagtail has no types
    """Stories of the section that were let out."""

    class BoundPanel(FieldPanel.BoundPanel):  # type: ignore[misc]  # wagtail has no types
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            if self.form is not None:
                field = self.form.fields[self.field_name]
                field.queryset = Story.objects.filter(live=True, section=self.instance.pk)


class SectionViewSet(_Arrangements):
    """The columns of the portal."""

    model = Section
    icon = "folder-open-inverse"
    menu_label = "Chuyên mục"
    list_display = [
        "name",
        Column("slug", label="Địa chỉ", sort_key="slug"),
        Column("position", label="Thứ tự", sort_key="position"),
        LiveStatusTagColumn(),
    ]
    edit_handler = ObjectList([
        FieldPanel("name"),
        FieldPanel("intro"),
        MultiFieldPanel([LeadStoryPanel("lead_story"), FieldPanel("order")], heading="Bài"),
        MultiFieldPanel([FieldPanel("slug", heading="Địa chỉ"), FieldPanel("position")],
                        heading="Chỗ của chuyên mục"),
    ])  # fmt: skip

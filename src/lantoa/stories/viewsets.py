"""Stories in Wagtail's admin: only those of the editor's units, never past the rules."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django_filters import ChoiceFilter  # type: ignore[import-untyped]  # it has no types
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from lantoa.core import clock, events
from lantoa.core.workflow import Refused
from lantoa.stories import actions, queries
from lantoa.stories.models import Section, Story
from lantoa.stories.panels import EvidencePanel


def show_refusal(request: HttpRequest, refused: Refused) -> None:
    """All reasons on the next screen, each in a line; what was typed has been kept."""
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.reasons))
    lead = "Chưa đăng được. Những gì anh, chị viết đã được giữ trong bản nháp."
    messages.error(request, format_html("{}<ul>{}</ul>", lead, reasons))


class OfOwnUnits:
    """Every screen about one story asks whether it lies in the editor's units."""

    request: HttpRequest

    def get_object(self, *args: Any, **options: Any) -> Story:
        story: Story = super().get_object(*args, **options)  # type: ignore[misc]  # a mixin
        is_kept = story is not None and story.pk is not None  # none is begun by hand
        if not is_kept or not self.request.user.may("story.write", story.unit):  # type: ignore[union-attr]  # our User
            raise Http404
        return story


class StoryIndexView(snippets.IndexView):  # type: ignore[misc]  # wagtail has no types
    """The list, without boxes to tick: nothing is done to many stories at once."""

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        return [column for column in columns if column.name != "bulk_actions"]


class StoryEditView(snippets.EditView):  # type: ignore[misc]  # wagtail has no types
    """The editor. A refusal is shown; the draft is already saved when it comes."""

    def save_instance(self) -> Story:
        story: Story = super().save_instance()
        # Autosave comes twice a second; the log keeps what the editor saved on purpose.
        if not self.expects_json_response and self.form.has_changed():
            events.record("story.written", story, by=self.request.user, at=clock.now(),
                          unit=story.unit, changes={"title": story.title,
                                                    "revision": self.new_revision.pk})  # fmt: skip
        return story

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever lets a text out has read it: changed words meanwhile stop it, and stay."""
        asked = self.request.POST
        is_approval = asked.get("workflow-action-name") == "approve" or "action-publish" in asked
        if not is_approval or self.expects_json_response:
            response: HttpResponse = super().form_valid(form)
            return response
        try:
            with transaction.atomic():
                actions.require_read(story=self.object, read=asked.get("read", ""))
                response = super().form_valid(form)
        except Refused as refused:
            # Not saved: it would write over the words that changed. It stays on the screen.
            self.produced_error_message = " ".join(["Chưa đăng được.", *refused.reasons])
            response = self.form_invalid(form)
        return response

    def run_action_method(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                response: HttpResponse | None = super().run_action_method()
        except Refused as refused:
            show_refusal(self.request, refused)
            return redirect(self.get_edit_url())
        return response

    def get_success_message(self, *args: Any, **options: Any) -> str:
        """What became of the story, where Wagtail only says that it was updated."""
        done = {"approve": "Đã duyệt và đăng", "reject": "Đã trả lại"}
        name = self.request.POST.get("workflow-action-name", "")
        if self.action == "workflow-action" and name in done:
            return f"{done[name]} “{self.object}”."
        return str(super().get_success_message(*args, **options))


class StoryWorkflowActionView(snippets.WorkflowActionView):  # type: ignore[misc]  # wagtail has no types
    """Approving from a list or a preview, without the editor's form."""

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                if self.action_name == "approve":
                    actions.require_read(story=self.object, read=request.POST.get("read", ""))
                response: HttpResponse = super().post(request, *args, **options)
        except Refused as refused:
            show_refusal(request, refused)
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                step = {"step": "success", "redirect": self.redirect_url}
                answer: HttpResponse = self.render_modal_json(request, step)
                return answer
            return redirect(self.redirect_url)
        return response


class StoryUnpublishView(snippets.UnpublishView):  # type: ignore[misc]  # wagtail has no types
    """Taking down, through the action that every channel follows."""

    def unpublish(self) -> HttpResponse | None:
        try:
            actions.unpublish(story=self.object, by=self.request.user, at=clock.now())
        except Refused as refused:
            show_refusal(self.request, refused)
            return redirect(reverse(self.edit_url_name, args=[self.object.pk]))
        return None


class StoryFilters(WagtailFilterSet):  # type: ignore[misc]  # wagtail has no types
    """Narrow the list by stage, section and field of life."""

    stage = ChoiceFilter(label="Chặng", choices=list(queries.STAGES.items()), method="at_stage")

    class Meta:
        model = Story
        fields = ["stage", "section", "exemplar__sector"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in {"section": "Chuyên mục", "exemplar__sector": "Lĩnh vực"}.items():
            self.filters[name].label = label

    def at_stage(self, stories: Any, name: str, stage: str) -> Any:
        """The stories at the chosen stage."""
        return queries.at_stage(stories, stage)


class StoryViewSet(SnippetViewSet):  # type: ignore[misc]  # wagtail has no types
    """List and editor of stories."""

    model = Story
    icon = "doc-full"
    menu_label = "Bài viết"
    list_display = [
        "__str__",
        Column("exemplar", label="Người", accessor="exemplar.full_name"),
        Column("place", label="Nơi", accessor="exemplar.place.name", classname="lt-wide"),
        Column("section", label="Chuyên mục", sort_key="section__name", classname="lt-wide"),
        LiveStatusTagColumn(),
        DateColumn("updated", label="Sửa lần cuối", accessor="latest_revision.created_at",
                   sort_key="latest_revision__created_at"),
    ]  # fmt: skip
    filterset_class = StoryFilters
    search_fields = ["title", "exemplar__full_name"]
    ordering = ["-drafted_at"]
    list_per_page = 30
    copy_view_enabled = False
    index_view_class = StoryIndexView
    edit_view_class = StoryEditView
    workflow_action_view_class = StoryWorkflowActionView
    unpublish_view_class = StoryUnpublishView
    edit_handler = TabbedInterface([
        ObjectList([
            EvidencePanel(heading="Căn cứ"),
            FieldPanel("title"),
            FieldPanel("lead"),
            FieldPanel("summary"),
            FieldPanel("body"),
            MultiFieldPanel([FieldPanel("picture"), FieldPanel("caption")], heading="Ảnh chính"),
        ], heading="Bài"),
        ObjectList([
            FieldPanel("slug"),
            FieldPanel("section"),
            FieldRowPanel([FieldPanel("byline"), FieldPanel("illustrator")]),
            MultiFieldPanel([
                FieldPanel("recording"), FieldPanel("recording_length"), FieldPanel("transcript"),
            ], heading="Bản ghi âm"),
            InlinePanel("attachments", heading="Văn bản kèm theo", label="Văn bản"),
        ], heading="Thông tin"),
    ])  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """Stories of the editor's units, with what the list shows."""
        related = ("exemplar__place", "section", "latest_revision")
        return Story.objects.visible_to(request.user).select_related(*related)

    def construct_view(self, view_class: type, **options: Any) -> Callable[..., HttpResponse]:
        """Every view with an object is held to the editor's units, whatever Wagtail adds."""
        if hasattr(view_class, "get_object"):
            view_class = type(view_class.__name__, (OfOwnUnits, view_class), {})
        view: Callable[..., HttpResponse] = super().construct_view(view_class, **options)
        return view

    def register_chooser_viewset(self) -> None:
        """None: nothing chooses a story, and the chooser would list every unit's."""


class SectionViewSet(SnippetViewSet):  # type: ignore[misc]  # wagtail has no types
    """The columns of the portal."""

    model = Section
    icon = "folder-open-inverse"
    menu_label = "Chuyên mục"
    list_display = [
        "name",
        Column("slug", label="Địa chỉ", sort_key="slug"),
        Column("position", label="Thứ tự", sort_key="position"),
    ]
    panels = [FieldPanel("name"), FieldPanel("slug", heading="Địa chỉ"), FieldPanel("position")]


class StoryGroup(SnippetViewSetGroup):  # type: ignore[misc]  # wagtail has no types
    """The menu of editors."""

    items = (StoryViewSet, SectionViewSet)
    menu_label = "Câu chuyện"
    menu_icon = "doc-full"
    menu_name = "stories"
    menu_order = 100

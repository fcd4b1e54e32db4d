"""“Căn cứ”: what the text may lean on, beside the text, and what still stands against it."""

from typing import Any

from wagtail.admin.panels import Panel

from lantoa.core import clock
from lantoa.stories import rules
from lantoa.stories.models import Story


class EvidencePanel(Panel):  # type: ignore[misc]  # wagtail has no types
    """Proven claims with evidence and confirmer; figures without support; reasons to wait."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # wagtail has no types
        template_name = "stories/admin/evidence.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, **evidence(self.instance, self.request.user)}


def evidence(story: Story, user: Any) -> dict[str, Any]:
    """What the panel shows for `story` to `user`."""
    achievements = list(story.exemplar.achievements.prefetch_related("evidence"))
    statements = rules.statements_of(story.exemplar, achievements)
    text = "\n".join([story.title, story.lead, story.summary, rules.text_of(story)])
    at = clock.now()
    stored = Story.objects.get(pk=story.pk)
    return {
        "exemplar": story.exemplar,
        "achievements": achievements,
        "unsupported": rules.unsupported_numbers(text, statements),
        "reasons": rules.fact_reasons(story, on=clock.today()),
        "own_reasons": rules.person_reasons(stored, user, editors=stored.writer_ids()),
        "hints": rules.summary_hints(story.summary),
        "at": at,
        "read": story.mark(),
    }

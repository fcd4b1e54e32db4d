"""The parts a front page is put together from. The portal draws them (`portal.front`)."""

from typing import Any

from django.apps import apps
from wagtail import blocks

#: Newest stories an editor may choose from; older ones are reached by their section.
MOST_CHOICES = 400


def stories() -> list[tuple[str, str]]:
    """Stories that were let out, newest first, to choose from."""
    rows = apps.get_model("stories", "Story").objects.filter(live=True)
    found = rows.order_by("-last_published_at", "-pk").values_list(
        "pk", "title", "exemplar__full_name"
    )
    return [(str(pk), f"{title} ({name})") for pk, title, name in found[:MOST_CHOICES]]


def practices() -> list[tuple[str, str]]:
    """How-to cards to choose from, in Vietnamese order."""
    rows = apps.get_model("registry", "Practice").objects.order_by("sort_key")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def sections() -> list[tuple[str, str]]:
    """Sections in their order."""
    rows = apps.get_model("stories", "Section").objects.all()
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _heading(default: str) -> blocks.CharBlock:
    return blocks.CharBlock(label="Đề mục", default=default, required=False, max_length=80)


def _note(default: str = "") -> blocks.CharBlock:
    return blocks.CharBlock(label="Một câu dưới đề mục", default=default, required=False,
                            max_length=200)  # fmt: skip


def _count(default: int, most: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label="Số bài", default=default, min_value=1, max_value=most)


def _part(label: str, icon: str, **fields: Any) -> blocks.StructBlock:
    return blocks.StructBlock(list(fields.items()), label=label, icon=icon)


PARTS = [
    ("lead", _part(
        "Bài mở đầu", "title",
        story=blocks.ChoiceBlock(
            choices=stories, label="Bài", required=False,
            help_text="Để trống, hoặc bài không còn trên cổng: bài mới nhất đứng đầu.",
        ),
    )),
    ("latest", _part("Bài mới", "time", heading=_heading("Mới kể"), count=_count(4, 12))),
    ("chosen", _part(
        "Bài chọn", "list-ul", heading=_heading("Nên đọc"), note=_note(),
        stories=blocks.ListBlock(
            blocks.ChoiceBlock(choices=stories, label="Bài"), label="Các bài", min_num=1,
            max_num=8,
        ),
    )),
    ("section", _part(
        "Một chuyên mục", "folder-open-inverse",
        section=blocks.ChoiceBlock(choices=sections, label="Chuyên mục"), count=_count(4, 8),
    )),
    ("near", _part(
        "Gần bạn", "site", heading=_heading("Gần bạn"),
        note=_note("Chọn xã, phường của bạn để xem ở đó có ai, có chuyện gì."),
    )),
    ("practices", _part(
        "Cách làm", "tick", heading=_heading("Cách làm đang được chép lại"),
        note=_note("Mỗi ô gạch là một nơi đã làm theo và báo lại kết quả."),
        practices=blocks.ListBlock(
            blocks.ChoiceBlock(choices=practices, label="Cách làm"), default=[], max_num=8,
            label="Chọn sẵn (để trống: cách được chép nhiều nhất)",
        ),
        count=_count(4, 8),
    )),
    ("numbers", _part(
        "Con số", "list-ol", heading=_heading("Lan được tới đâu"),
        note=_note("Đếm từ hồ sơ đã xác minh, không ai điền tay."),
    )),
    ("sectors", _part(
        "Theo việc", "tag", heading=_heading("Theo việc"),
        note=_note("Bạn đang lo chuyện gì? Xem người khác đã làm ra sao."),
    )),
    ("map", _part("Bản đồ", "globe", heading=_heading("Chuyện có ở đâu"))),
    ("plan", _part(
        "Phong trào, kế hoạch", "calendar-check", heading=_heading("Việc đã hứa làm"),
        note=_note("Ai hứa làm gì, khi nào xong, đã tới đâu."),
    )),
    ("gatherings", _part("Sắp gặp nhau", "date", heading=_heading("Sắp gặp nhau"),
                         count=_count(3, 6))),
    ("call", _part(
        "Lời mời kể", "help", heading=_heading("Quanh bạn có ai đang làm việc tốt?"),
    )),
    ("notice", _part(
        "Thông báo", "info-circle", heading=_heading(""),
        text=blocks.RichTextBlock(features=["bold", "italic", "link", "ul"], label="Lời"),
    )),
]  # fmt: skip

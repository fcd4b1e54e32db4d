"""The only writers of stories outside Wagtail's own screens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import nh3
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.html import escape
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.registry.models import Exemplar
from lantoa.registry.states import Verdict
from lantoa.stories.models import (
    Picture,
    SecondReader,
    Section,
    Story,
    StoryAttachment,
    StoryDocument,
)
from lantoa.vietnamese import nfc, slugify

if TYPE_CHECKING:
    from lantoa.accounts.models import User

EDITORS = "Biên tập"
WORKFLOW = "Duyệt hai người"
SECTIONS = (
    ("nguoi-tot-viec-tot", "Người tốt, việc tốt"),
    ("cach-lam-hay", "Cách làm hay"),
    ("guong-san-xuat", "Gương lao động, sản xuất"),
    ("vi-cong-dong", "Vì cộng đồng"),
)


@transaction.atomic
def prepare_editing(*, by: Actor, at: datetime) -> Group:
    """Group of editors with its rights, sections, and the workflow of two people; idempotent."""
    group, is_new = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*_editors_permissions())
    for position, (slug, name) in enumerate(SECTIONS):
        Section.objects.get_or_create(slug=slug, defaults={"name": name, "position": position})
    root = Collection.get_first_root_node()
    if root is not None:
        for permission in _collection_permissions():
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    task, _ = SecondReader.objects.get_or_create(name="Người đọc thứ hai")
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Story), defaults={"workflow": workflow}
    )
    if is_new:
        events.record("story.editing_prepared", group, by=by, at=at)
    return group


def _editors_permissions() -> Any:
    wanted = [("wagtailadmin", "access_admin")]
    wanted += [("stories", f"{verb}_story") for verb in ("view", "change", "publish")]
    wanted += [("stories", f"{verb}_section") for verb in ("view", "add", "change")]
    found = Permission.objects.none()
    for app, codename in wanted:
        found |= Permission.objects.filter(content_type__app_label=app, codename=codename)
    return found


def _collection_permissions() -> Any:
    # Wagtail asks for the rights of its own models, whatever models stand in their place.
    wanted = [("wagtailimages", "image"), ("wagtaildocs", "document")]
    found = Permission.objects.none()
    for app, noun in wanted:
        names = [f"{verb}_{noun}" for verb in ("add", "change", "choose")]
        found |= Permission.objects.filter(content_type__app_label=app, codename__in=names)
    return found


@transaction.atomic
def draft_from_exemplar(*, exemplar: Exemplar, by: Actor, at: datetime) -> Story:
    """A first draft from the fact file: what is proven and on which evidence, nothing more.

    Idempotent: an exemplar that already has a story keeps it.
    """
    may = by.may("story.draft", exemplar.unit) if by.pk is None else _may_write(by, exemplar.unit)
    if not may:
        raise Refused([f"Anh, chị không có quyền viết bài ở {exemplar.unit}."])
    Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    existing: Story | None = exemplar.stories.order_by("drafted_at").first()
    if existing is not None:
        return existing
    section = Section.objects.first()
    if section is None:
        section = Section.objects.create(slug=SECTIONS[0][0], name=SECTIONS[0][1])
    title = _sentence(exemplar.deed)[:200]
    story: Story = Story.objects.create(
        exemplar=exemplar, unit=exemplar.unit, section=section, title=title,
        slug=_free_slug(title, exemplar), lead=exemplar.summary, live=False,
        has_unpublished_changes=True, drafted_at=at, body=_stream(list(_skeleton(exemplar))),
    )  # fmt: skip
    story.save_revision(changed=False)
    events.record("story.drafted", story, by=by, at=at, unit=story.unit,
                  changes={"exemplar": exemplar.code})  # fmt: skip
    return story


@transaction.atomic
def write(
    *,
    story: Story,
    title: str,
    lead: str,
    body: Sequence[tuple[str, str | Mapping[str, Any]]],
    by: "User",
    at: datetime,
    section: Section | str | None = None,
    slug: str | None = None,
    byline: str | None = None,
    illustrator: str | None = None,
    picture: Picture | None = None,
    caption: str | None = None,
    attachments: Sequence[StoryDocument] | None = None,
    summary: str | None = None,
    recording: StoryDocument | None = None,
    recording_length: str | None = None, transcript: str | None = None,
) -> Story:  # fmt: skip
    """Save a new revision with these words; None leaves a field as it is.

    `body` holds (kind, value): "paragraph" and "heading" with text (HTML when a paragraph
    begins with a tag), "quotation" with {"text", "by"}, "illustration" with
    {"picture": Picture, "caption"}. `section` may be given by name; a new one is made.
    """
    if not _may_write(by, story.unit):
        raise Refused([f"Anh, chị không có quyền viết bài của {story.unit}."])
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db()
    words = {
        "title": nfc(title), "lead": nfc(lead), "body": _stream(body), "section": _section(section),
        "slug": slug, "byline": byline, "illustrator": illustrator, "picture": picture,
        "caption": caption, "summary": summary and nfc(summary), "recording": recording,
        "recording_length": recording_length, "transcript": transcript and nfc(transcript),
    }  # fmt: skip
    draft = _keep(story, words, attachments, by=by)
    story.refresh_from_db()
    events.record("story.written", story, by=by, at=at, unit=story.unit,
                  changes={"title": draft.title, "revision": story.latest_revision_id})  # fmt: skip
    return story


@transaction.atomic
def add_picture(
    *,
    title: str,
    file: BinaryIO,
    name: str,
    by: "User",
    at: datetime,
    alt_text: str = "",
    author: str = "",
    rights: str = "",
    is_drawing: bool = False,
) -> Picture:
    """A photograph or drawing for stories, with its rights; `file` holds the image's bytes."""
    if not by.may("story.write", None):
        raise Refused(["Anh, chị không có quyền thêm ảnh."])
    picture = Picture(
        title=nfc(title)[:255], file=ImageFile(file, name=name), alt_text=nfc(alt_text),
        author=nfc(author), rights=nfc(rights), is_drawing=is_drawing, uploaded_by_user=by,
    )  # fmt: skip
    picture.save()
    events.record("story.picture_added", picture, by=by, at=at, changes={"title": picture.title})
    return picture


@transaction.atomic
def add_document(
    *,
    title: str,
    file: File[bytes],
    by: "User",
    at: datetime,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
) -> StoryDocument:
    """A document that goes with stories: with number, issuer and day where it has them."""
    if not by.may("story.write", None):
        raise Refused(["Anh, chị không có quyền thêm văn bản."])
    document = StoryDocument(
        title=nfc(title)[:255], file=file, number=number, issuer=nfc(issuer), issued_on=issued_on,
        uploaded_by_user=by,
    )  # fmt: skip
    document.save()
    events.record("story.document_added", document, by=by, at=at, changes={"title": document.title})
    return document


@transaction.atomic
def submit(*, story: Story, by: "User", at: datetime) -> Story:
    """Ask for a second reader."""
    if not _may_write(by, story.unit):
        raise Refused([f"Anh, chị không có quyền gửi duyệt bài của {story.unit}."])
    if story.workflow_in_progress:
        raise Refused(["Bài này đang chờ duyệt rồi."])
    workflow = story.get_workflow()
    if workflow is None:
        prepare_editing(by=by, at=at)
        workflow = Workflow.objects.get(name=WORKFLOW)
    workflow.start(story, by)
    story.refresh_from_db()  # the event is recorded by the workflow's step, for all screens
    return story


def require_read(*, story: Story, read: str) -> None:
    """Lock the story and raise Refused when its newest words are not those marked `read`.

    Called inside the transaction of the approval: nobody can change a word before it ends.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db(fields=["latest_revision"])
    change = story.change_since(read)
    if change is not None:
        raise Refused([change])


@transaction.atomic
def approve(*, story: Story, by: "User", at: datetime, read: str | None = None) -> Story:
    """A second person lets the newest revision out. Raises Refused with all reasons.

    `read` is the mark (`Story.mark`) of the words that were read; every screen sends it, so
    that nothing goes out that nobody read. Without it the newest words are meant.
    """
    if read is not None:
        require_read(story=story, read=read)
    revision = story.get_latest_revision()
    if revision is None:
        raise Refused(["Bài chưa có nội dung."])
    story.publish(revision, by, at=at)
    story.refresh_from_db()
    return story


@transaction.atomic
def unpublish(*, story: Story, by: "User", at: datetime) -> Story:
    """Take the story down everywhere."""
    story.unpublish(user=by, at=at)
    story.refresh_from_db()
    return story


def _may_write(by: Actor, unit: Any) -> bool:
    return by.pk is not None and by.may("story.write", unit)


def _skeleton(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    proven = exemplar.achievements.filter(verdict__in=[Verdict.TRUE, Verdict.PARTLY])
    yield "heading", "Việc đã làm"
    for achievement in proven.prefetch_related("evidence"):
        yield "paragraph", _sentence(achievement.statement)
        papers = "; ".join(e.description for e in achievement.evidence.all())
        by = f"Người xác nhận: {achievement.confirmed_by}." if achievement.confirmed_by else ""
        if papers or by:
            yield "paragraph", f"Căn cứ: {papers}. {by}".replace("Căn cứ: . ", "").strip()
    practice = getattr(exemplar, "practice", None)
    yield "heading", "Người khác làm theo được không?"
    yield (
        "paragraph",
        f"{practice.title}: {practice.summary}"
        if practice
        else "Hỏi thêm: làm từ đâu, cần gì, tốn bao nhiêu, chỗ nào dễ vấp.",
    )


def _keep(
    story: Story,
    words: Mapping[str, Any],
    attachments: Sequence[StoryDocument] | None,
    *,
    by: "User",
) -> Story:
    """The newest draft with `words` put in, checked and saved as a revision."""
    draft: Story = story.get_latest_revision_as_object()
    for name, value in words.items():
        if value is not None:
            setattr(draft, name, value)
    if attachments is not None:
        draft.attachments = [
            StoryAttachment(document=document, sort_order=position)
            for position, document in enumerate(attachments)
        ]
    draft.full_clean(exclude=["author"])
    if not story.live:
        # A story that is not out yet keeps its newest words in the row too, as Wagtail does.
        draft.save()
    draft.save_revision(user=by)
    return draft


def _section(section: Section | str | None) -> Section | None:
    if not isinstance(section, str):
        return section
    found = Section.objects.filter(name=nfc(section)).first()
    return found or Section.objects.create(
        slug=slugify(section)[:50], name=nfc(section), position=Section.objects.count()
    )


def _stream(body: Sequence[tuple[str, str | Mapping[str, Any]]]) -> Any:
    raw = [{"type": kind, "value": _value(kind, value)} for kind, value in body]
    return Story._meta.get_field("body").stream_block.to_python(raw)


def _value(kind: str, value: str | Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        plain = {name: nfc(part) if isinstance(part, str) else part for name, part in value.items()}
        if "picture" in plain and isinstance(plain["picture"], Picture):
            plain["picture"] = plain["picture"].pk
        return plain
    text = nfc(value)
    if kind != "paragraph":
        return text
    if text.lstrip().startswith("<"):
        return nh3.clean(text, tags={"p", "b", "i", "strong", "em", "a", "br"})
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _sentence(text: str) -> str:
    plain = " ".join(nfc(text).split())
    return plain[:1].upper() + plain[1:]


def _free_slug(title: str, exemplar: Exemplar) -> str:
    base = slugify(title)[:100].strip("-") or slugify(exemplar.code)
    slug, number = base, 2
    while Story.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug

"""What stands against letting a story out. The one list every path to the public goes through."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import strip_tags

from lantoa.core.actors import Actor
from lantoa.registry import rules as registry_rules
from lantoa.stories import figures
from lantoa.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.registry.models import Achievement, Exemplar
    from lantoa.stories.models import Story

#: The channels without which a story is not public at all: every short link, feed entry and
#: printed code leads to the page. Each other channel is asked for on its own when publishing.
NEEDED_CHANNELS = ("website",)
#: Ending of a recording → its media type.
RECORDINGS = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}
#: In syllables; longer ones are hard to keep in mind.
LONGEST_PLAIN_SENTENCE = 20
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"]?\s+")
#: A schedule runs in nobody's name, when nobody looks.
SCHEDULED = "Bài không hẹn giờ đăng hay gỡ: mỗi lần như vậy có một người đứng tên."
#: Consents and holds are asked of the story's exemplar: its words must not be another's.
OTHER_PERSON = "Bản này được viết cho một người khác. Viết lại từ hồ sơ của đúng người."


def reasons_against(
    story: "Story", by: Actor | None, at: datetime, *, editors: Iterable[object] = ()
) -> list[str]:
    """Every reason why `by` may not let `story` out at `at`; empty when they may.

    `editors` are the keys of the people whose hand the text shows (author, writers): a
    second person lets it out. `by` None is somebody unknown, who never may.
    """
    return [*person_reasons(story, by, editors=editors), *fact_reasons(story, on=_day(at))]


def person_reasons(
    story: "Story", by: Actor | None, *, editors: Iterable[object] = ()
) -> list[str]:
    """Why this person may not be the one who lets it out."""
    if by is None or by.pk is None:
        return ["Bài phải do một biên tập viên đứng tên duyệt."]
    reasons = []
    if not by.may("story.publish", story.unit):
        reasons.append(f"Anh, chị không có quyền duyệt bài của {story.unit}.")
    if by.pk in {*editors, story.author_id}:
        reasons.append(
            "Ai đã viết hay sửa một chữ của bản này thì không tự duyệt bài của mình. "
            "Hãy nhờ một biên tập viên khác đọc và duyệt."
        )
    return reasons


def fact_reasons(story: "Story", *, on: date) -> list[str]:
    """Why nobody may let this story out on the day `on`: consent, hold, revocation, no text."""
    exemplar = story.exemplar
    reasons = standing_reasons(exemplar)
    reasons += registry_rules.consent_reasons(
        exemplar, channels=NEEDED_CHANNELS, on=on, image=shows_person(story)
    )
    if not story.title.strip():
        reasons.append("Bài chưa có nhan đề.")
    if not text_of(story):
        reasons.append("Bài chưa có nội dung.")
    reasons += recording_reasons(story)
    if story.picture is not None and not story.picture.alt_text.strip():
        reasons.append("Ảnh chính chưa có chữ thay ảnh cho người không nhìn thấy.")
    return reasons


def summary_hints(summary: str) -> list[str]:
    """What makes a plain-language summary hard to read, as sentences; hints, never refusals."""
    sentences = [part for part in _SENTENCE_END.split(nfc(summary).strip()) if part]
    if not sentences:
        return ["Bài chưa có phần “Nói ngắn gọn”: hai tới bốn câu cho người đọc vội."]
    hints = []
    if not 2 <= len(sentences) <= 4:
        hints.append(f"Phần “Nói ngắn gọn” có {len(sentences)} câu; hai tới bốn câu là vừa.")
    for sentence in sentences:
        length = len(sentence.split())
        if length > LONGEST_PLAIN_SENTENCE:
            hints.append(f"Câu “{sentence[:40]}…” dài {length} tiếng; cắt còn dưới 20 tiếng.")
    return hints


def recording_reasons(story: "Story") -> list[str]:
    """Why the recording may not go out: it must be sound, and say how long it is."""
    if story.recording is None:
        return []
    reasons = []
    if story.recording.file_extension not in RECORDINGS:
        reasons.append("Bản ghi âm phải là tệp MP3, M4A hoặc OGG.")
    if not story.recording_length:
        reasons.append("Bản ghi âm chưa ghi dài bao lâu.")
    return reasons


def standing_reasons(exemplar: "Exemplar") -> list[str]:
    """A hold or a revocation, as sentences."""
    reasons = []
    if exemplar.is_revoked():
        reasons.append(f"Việc công nhận {exemplar} đã bị thu hồi.")
    hold = exemplar.current_hold()
    if hold is not None:
        reasons.append(f"Hồ sơ của {exemplar} đang tạm dừng để xem lại: {hold.reason}")
    return reasons


def shows_person(story: "Story") -> bool:
    """Whether a photograph (not a drawing) goes with the text."""
    inside = [b.value["picture"] for b in story.body if b.block_type == "illustration"]
    pictures = [story.picture, *inside]
    return any(picture is not None and not picture.is_drawing for picture in pictures)


def text_of(story: "Story") -> str:
    """The plain text of the body, one block a line."""
    lines = []
    for block in story.body:
        value = block.value
        if block.block_type == "quotation":
            lines.append(f"{value['text']} {value['by']}")
        elif block.block_type == "illustration":
            lines.append(value["caption"])
        else:
            lines.append(_plain(str(value)))
    return "\n".join(line for line in lines if line.strip())


def unsupported_numbers(story_text: str, statements: Sequence[str]) -> list[str]:
    """The figures of `story_text`, as written, that none of `statements` supports.

    Digits and Vietnamese number words count, with their units. Times of day, dates, ordinals
    and numbers of documents do not; an age or a year must stand in the statements.
    """
    known = [figure for statement in statements for figure in figures.figures(statement)]
    found: dict[str, None] = {}
    # Line by line: the end of one block and the start of the next say nothing together.
    for line in story_text.splitlines():
        for figure in figures.figures(line):
            if not any(figures.same(figure, other) for other in known):
                found[figure.written] = None
    return list(found)


def statements_of(exemplar: "Exemplar", achievements: Iterable["Achievement"]) -> list[str]:
    """What a text about `exemplar` may lean on: proven claims and the facts of the file."""
    facts = [exemplar.deed, exemplar.summary]
    facts += [str(day.year) for day in (exemplar.recognised_on, exemplar.verified_on)]
    if exemplar.birth_year:
        age = exemplar.recognised_on.year - exemplar.birth_year
        facts += [f"năm {exemplar.birth_year}", f"{age} tuổi, {age - 1} tuổi, {age + 1} tuổi"]
    for achievement in achievements:
        facts.append(achievement.statement)
        if achievement.confirmed_on:
            facts.append(str(achievement.confirmed_on.year))
    return facts


def _plain(html: str) -> str:
    return strip_tags(html.replace("</p>", "</p> ").replace("<br/>", " ")).replace("\xa0", " ")


def _day(at: datetime) -> date:
    return timezone.localdate(at)

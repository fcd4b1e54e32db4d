"""What the API takes and gives. Fields not named here are refused, and never given."""

import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from lantoa.vietnamese import nfc

#: Lines and tabs are the only control signs a text may hold.
_KEPT = "\n\r\t"
Row = TypeVar("Row")


def _as_nfc(value: Any) -> Any:
    """NFC before lengths are counted, without blanks around."""
    return nfc(value).strip() if isinstance(value, str) else value


def _sound(text: str) -> str:
    """Refuses what no keyboard writes: NUL, control signs, halves of surrogate pairs."""
    for sign in text:
        if sign not in _KEPT and unicodedata.category(sign) in ("Cc", "Cs"):
            raise ValueError("Có ký tự điều khiển không nhận được. Xóa đi rồi gửi lại.")
    return text


Clean = Annotated[str, Field(strict=True), BeforeValidator(_as_nfc), AfterValidator(_sound)]
Name = Annotated[Clean, Field(min_length=1, max_length=200)]
Line = Annotated[Clean, Field(max_length=200)]
Long = Annotated[Clean, Field(max_length=10_000)]
Code = Annotated[Clean, Field(min_length=1, max_length=120)]
Address = Annotated[Clean, Field(min_length=1, max_length=500)]


class Strict(Schema):
    """The base of all: no field but those named."""

    model_config = ConfigDict(extra="forbid")


class ContactIn(Strict):
    """How to answer who told us. Private: no operation of this API gives it back."""

    name: Line = ""
    phone: Annotated[Clean, Field(max_length=40)] = ""
    email: Annotated[Clean, Field(max_length=254)] = ""
    relation: Line = ""


class LeadIn(Strict):
    """Somebody tells of somebody. `place` is the code of a commune (see /places)."""

    who: Name
    what: Long
    place: Code
    kind: Literal["person", "collective", "household"] = "person"
    when_text: Line = ""
    why: Long = ""
    links: list[Address] = Field(default_factory=list, max_length=10)
    contact: ContactIn | None = None


class LeadOut(Strict):
    """The receipt; the code is shown only now."""

    code: str
    number: str
    status_url: str
    due_on: date


class StepOut(Strict):
    label: str
    is_done: bool
    is_current: bool


class StatusOut(Strict):
    """Where a lead stands: nothing else of it is public."""

    state: str
    label: str
    sentence: str
    received_on: date
    due_on: date
    answer: str
    steps: list[StepOut]


class PictureOut(Strict):
    url: str
    alt: str
    caption: str
    rights: str
    width: int
    height: int


class StoryOut(Strict):
    """A published story in a list. Texts are as frozen when published; addresses absolute."""

    slug: str
    title: str
    lead: str
    person: str
    deed: str
    place: str
    sector: str
    section: str
    byline: str
    published_at: datetime
    revised_at: datetime
    url: str
    picture: PictureOut | None
    feeds: list[str]


class BlockOut(Strict):
    """`kind`: p, h2, quote or image; `html` is sanitised."""

    kind: str
    html: str
    by: str
    picture: PictureOut | None


class ClaimOut(Strict):
    statement: str
    evidence: list[str]
    confirmed_by: str
    partly: bool


class AttachmentOut(Strict):
    title: str
    url: str
    number: str
    issuer: str
    issued_on: date | None
    size: int


class StoryDetailOut(StoryOut):
    """A whole story, with what was verified."""

    blocks: list[BlockOut]
    claims: list[ClaimOut]
    unclear: str
    verified_on: date
    verified_by: str
    attachments: list[AttachmentOut]


class ExemplarOut(Strict):
    """Somebody recognised who agreed to be named."""

    code: str
    name: str
    kind: str
    standing: str
    deed: str
    sector: str
    place: str
    recognised_on: date
    url: str
    stories: list[str]
    practice: str | None


class CountsOut(Strict):
    """Adoptions, counted apart and never added up."""

    registered: int
    effective: int
    sustained: int
    stopped: int


class PracticeOut(Strict):
    """A way of doing that others can copy."""

    slug: str
    title: str
    summary: str
    cost: str
    time_needed: str
    exemplar: str
    place: str
    sector: str
    url: str
    adoptions: CountsOut


class PracticeDetailOut(PracticeOut):
    steps: list[str]
    conditions: list[str]
    pitfalls: list[str]
    contact: str
    adopters: list["AdopterOut"]


class AdopterOut(Strict):
    adopter: str
    place: str
    state: str
    result: str


class DocumentOut(Strict):
    number: str
    issuer: str
    issued_on: date
    abstract: str


class PlanOut(Strict):
    slug: str
    title: str
    unit: str
    period_start: date
    period_end: date
    document: DocumentOut
    url: str


class AssignmentOut(Strict):
    number: str
    group: str
    content: str
    lead: str
    supporting: list[str]
    deadline: date
    product: str
    state: str
    progress: int
    is_overdue: bool
    indicator: str
    target: int | None


class PlanDetailOut(PlanOut):
    purpose: str
    scheme: str | None
    assignments: list[AssignmentOut]


class PlaceOut(Strict):
    code: str
    name: str


class StatisticsOut(Strict):
    """Visitors of the last five minutes; visits today, this week from Monday, and in all.

    `views_today` and `views_total`: pages opened by people, one by one; robots' apart.
    """

    online: int
    today: int
    week: int
    total: int
    views_today: int
    views_total: int
    robot_views_total: int


class HitOut(Strict):
    """`highlight` (of the title) and `excerpt` are HTML with nothing but <mark>."""

    kind: str
    title: str
    url: str
    score: float
    highlight: str
    excerpt: str
    place: str
    sector: str
    dated: date | None


class SearchOut(Strict):
    """`facets`: kind, sector, place, year → value → how many. `meant`: these are hits of that."""

    results: list[HitOut]
    total: int
    is_total_exact: bool
    took_ms: float
    meant: str
    suggestion: str
    is_any: bool
    facets: dict[str, dict[str, int]]


class PageOut(Strict, Generic[Row]):
    """Part of a list: `count` is the whole list's length."""

    count: int
    limit: int
    offset: int
    results: list[Row]


class ErrorOut(Strict):
    field: str
    detail: str


class ProblemOut(Strict):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ErrorOut] = Field(default_factory=list)

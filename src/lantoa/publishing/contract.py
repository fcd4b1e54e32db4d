"""What a channel is: it sees a frozen `Item` and nothing else of the house.

A channel is one folder under `lantoa.channels` and one line in `settings.LANTOA_CHANNELS`.
One contract test runs over every channel named there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True)
class Block:
    """A piece of the story. `kind` is "p", "h2", "quote" or "image".

    `html` is sanitised and stands inside the element of its kind, without that element's own
    tag: text with b, i, strong, em, a and br at most.
    """

    kind: str
    html: str
    by: str = ""  # of a quote: who said it
    picture: "PictureOf | None" = None


@dataclass(frozen=True)
class PictureSize:
    """A smaller file of the same picture: absolute address, size in pixels, media type."""

    address: str
    width: int
    height: int
    content_type: str  # "image/webp" or "image/jpeg"


@dataclass(frozen=True)
class PictureOf:
    """A picture with what must stand beside it. `address` is absolute; `body` its JPEG bytes.

    `sizes` are further files of it for screens, the narrowest first; none for a story that was
    let out before there were any.
    """

    address: str
    alt: str
    caption: str
    rights: str
    width: int
    height: int
    body: bytes = field(default=b"", repr=False)
    sizes: tuple[PictureSize, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A proven claim: what, on which evidence, confirmed by whom."""

    statement: str
    evidence: tuple[str, ...]
    confirmed_by: str
    partly: bool = False


@dataclass(frozen=True)
class AttachmentOf:
    """A document that goes with the story. `size` in bytes."""

    title: str
    address: str
    number: str
    issued_on: date | None
    issuer: str
    size: int
    extension: str


@dataclass(frozen=True)
class RecordingOf:
    """Somebody reads the story. `size` in bytes, `seconds` its length, `transcript` its words
    where they differ from the story's ("" when they are the same)."""

    address: str
    content_type: str
    size: int
    seconds: int
    transcript: str


@dataclass(frozen=True)
class Item:
    """A published story as every channel sees it: text, media and addresses, frozen."""

    slug: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    person: str  # whom the story is about, as consented
    deed: str
    place: str  # "Phường Đông Ninh Hòa"
    sector: str
    section: str
    byline: str
    illustrator: str
    address: str  # absolute address of the page on the portal
    short_addresses: Mapping[str, str]  # channel name → short link that counts as that channel
    published_at: datetime
    revised_at: datetime
    revision: int
    picture: PictureOf | None
    verified_on: date
    verified_by: str
    claims: tuple[Claim, ...]
    unclear: str
    attachments: tuple[AttachmentOf, ...]
    practice_title: str = ""
    practice_summary: str = ""
    practice_address: str = ""
    province: str = ""
    publisher: str = ""
    summary: str = ""  # the story in two to four plain sentences
    recording: RecordingOf | None = None


@dataclass(frozen=True)
class RenderedFile:
    """One file of a rendering; `body` are its bytes."""

    name: str
    content_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Rendered:
    """What a channel made of an item: a few files and plain facts about them."""

    files: tuple[RenderedFile, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """Proof of a delivery: where it went (plain JSON values), enough to withdraw it."""

    facts: Mapping[str, Any]


@dataclass(frozen=True)
class SiteFacts:
    """What the head of a feed or a page says of the site."""

    title: str
    description: str
    address: str
    publisher: str


class DeliveryFailed(Exception):
    """Delivery did not work. `permanent` switches the target off and tells a person."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class Channel(Protocol):
    """One way to the public. Settings are the target's plain JSON values."""

    name: ClassVar[str]  # "website"
    label: ClassVar[str]  # "Cổng thông tin"
    #: Public addresses (without the first slash) answered by `assemble`, e.g. ("rss.xml",).
    paths: ClassVar[tuple[str, ...]]

    def refuses(self, item: Item, settings: Mapping[str, Any]) -> str | None:
        """A Vietnamese sentence why this item is not for this channel, or None."""
        ...

    def render(self, item: Item, settings: Mapping[str, Any]) -> Rendered:
        """Pure: the same item and settings give the same bytes; no socket, no database."""
        ...

    def deliver(self, rendered: Rendered, settings: Mapping[str, Any]) -> Receipt:
        """Send. May run twice without harm. Raises DeliveryFailed and nothing else."""
        ...

    def withdraw(self, receipt: Receipt, settings: Mapping[str, Any]) -> None:
        """Take back what was delivered; a second time does no harm."""
        ...

    def reach(self, receipts: Sequence[Receipt], settings: Mapping[str, Any]) -> Mapping[str, int]:
        """How many people the channel itself knows to have reached, per measure name."""
        ...

    def assemble(self, path: str, shelf: Sequence[Rendered], site: SiteFacts) -> RenderedFile:
        """The public file at one of `paths`, from what is delivered and not withdrawn now."""
        ...

"""Who acts: what core needs to know of a person, and the two actors that are nobody."""

from dataclasses import dataclass
from typing import Any, Protocol


class Actor(Protocol):
    """Somebody in whose name an action runs. `accounts.User` is one."""

    @property
    def pk(self) -> Any: ...

    @property
    def full_name(self) -> str: ...

    def may(self, permission: str, unit: Any) -> bool:
        """Whether this actor has `permission` in `unit` (a places.OrgUnit, or None) today."""
        ...


@dataclass(frozen=True)
class Nobody:
    """An actor without an account: the public at a form, or the platform doing what follows."""

    full_name: str
    permissions: frozenset[str]
    pk: None = None

    def may(self, permission: str, unit: Any) -> bool:
        return permission in self.permissions


#: A citizen at a public form.
PUBLIC = Nobody(
    "Người dân", frozenset({"lead.submit", "complaint.submit", "opinion.submit", "rights.identify"})
)
#: The person a file is about, who proved it by a code or at the counter.
SUBJECT = Nobody("Người được kể", frozenset({"rights.ask", "consent.withdraw"}))
#: A task that carries out what follows from a recorded event.
SYSTEM = Nobody(
    "Hệ thống",
    frozenset(
        {
            "story.draft",
            "publication.follow",
            "delivery.send",
            "search.index",
            "member.manage",
            "list.follow",
            "duplicate.find",
            "comment.manage",
            "complaint.escalate",
            "indicators.judge",
            "rights.send_code",
            "old_file.read",
        }
    ),
)
#: Whoever runs a command on the server, and names nobody.
COMMAND = Nobody("Lệnh trên máy chủ", frozenset({"lead.enter"}))

"""What an editor can change in a revision, and whether it changed."""

import hashlib
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from lantoa.vietnamese import nfc

_EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')
#: What a revision carries besides the words and pictures an editor can change.
_BOOKKEEPING = {
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "locked", "locked_at", "locked_by", "expired", "author",
}  # fmt: skip


def mark(content: Mapping[str, Any]) -> str:
    """A digest of what an editor can change in `content` (serialised story), equal for equal
    words: the keys and tags that the admin's editor adds by itself do not count."""
    said = {name: value or None for name, value in content.items() if name not in _BOOKKEEPING}
    body = content["body"]
    blocks = json.loads(body) if isinstance(body, str) else body
    said["body"] = [(block["type"], _bare(block["value"])) for block in blocks or []]
    said["attachments"] = [row["document"] for row in content.get("attachments", [])]
    plain = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def _bare(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return nfc(unescape(_EDITOR_KEYS.sub("", value))).replace("<br>", "<br/>")

"""Where a reader came from: only the kind is ever kept, never an address.

The kind is told by the Referer header, by what social networks add to addresses, and by the
user agent of applications that open pages inside themselves (Zalo and Facebook send no Referer).
"""

import re
from collections.abc import Mapping
from typing import Any

SEARCH, SOCIAL, MAIL, OTHER, DIRECT, INSIDE = (
    "search", "social", "mail", "other", "direct", "inside",
)  # fmt: skip
#: Kind → its name on screens, in the order of showing.
KINDS: dict[str, str] = {
    SEARCH: "Máy tìm kiếm",
    SOCIAL: "Mạng xã hội (Zalo, Facebook…)",
    MAIL: "Thư điện tử",
    OTHER: "Trang khác",
    DIRECT: "Gõ thẳng hoặc không rõ",
    INSIDE: "Từ trang khác trong cổng",
}
_MAIL = re.compile(
    r"(?:^|\.)(?:mail|webmail|outlook|roundcube)\.|android-app://com\.google\.\w+\.gm"
)
_SEARCH = re.compile(
    r"(?:^|\.)(?:google\.|bing\.com$|coccoc\.com$|duckduckgo\.com$|search\.yahoo\.|yandex\.|"
    r"baidu\.com$|ecosia\.org$|startpage\.com$|search\.brave\.com$)"
)
_SOCIAL = re.compile(
    r"(?:^|\.)(?:zalo\.me|zaloapp\.com|zalo\.vn|facebook\.com|fb\.me|fb\.com|messenger\.com|"
    r"instagram\.com|threads\.net|threads\.com|tiktok\.com|youtube\.com|twitter\.com|t\.co|x\.com|"
    r"linkedin\.com|pinterest\.com|telegram\.org|t\.me|whatsapp\.com|viber\.com|lotus\.vn|"
    r"gapo\.vn|mocha\.com\.vn)$"
)
#: Applications that name themselves in the user agent.
_INSIDE_APPLICATION = re.compile(r"\bZalo|FBAN/|FBAV/|FB_IAB|Instagram|TikTok|musical_ly|Line/")
#: What they add to an address: Facebook's and Zalo's own mark, and the usual mark of letters.
_ADDED = (("fbclid=", SOCIAL), ("zarsrc=", SOCIAL), ("utm_medium=email", MAIL))


def is_social_application(agent: str) -> bool:
    """Whether the page is opened inside a social network's own application."""
    return bool(_INSIDE_APPLICATION.search(agent))


def kind_of(referrer: str, own: str) -> str:
    """The kind of a Referer header that is not empty; `own` is the host asked (`Host`)."""
    host = referrer.lower().partition("://")[2].partition("/")[0].rpartition("@")[2]
    if not host:
        return DIRECT
    if host == own.lower():
        return INSIDE
    name = host.partition(":")[0].rstrip(".")
    if _MAIL.search(name) or _MAIL.match(referrer):
        return MAIL
    if name == "com.google.android.googlequicksearchbox" or _SEARCH.search(name):
        return SEARCH
    if _SOCIAL.search(name) or name in ("com.zing.zalo", "com.facebook.katana"):
        return SOCIAL
    return OTHER


def kind(meta: Mapping[str, Any], *, in_application: bool) -> str:
    """The kind for a request without a usable Referer: what was added to the address, or where
    it was opened. `meta` is the WSGI environ.
    """
    query = meta.get("QUERY_STRING")
    if query:
        for sign, found in _ADDED:
            if sign in query:
                return found
    return SOCIAL if in_application else DIRECT

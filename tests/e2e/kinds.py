"""Every kind of page of the portal and every state it can be in, as the demo shows them.

One list for whoever measures or looks at all of them (axe, Lighthouse, screenshots). A new page
is one line: its name, its path, and what to do before looking where looking is not enough.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Kind:
    """One kind of page or state. `status` is what the server answers there."""

    name: str
    path: str
    status: int = 200
    before: Callable[[Page], None] | None = None


def _unfolded(page: Page) -> None:
    """Everything that can be opened is open."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def _unfolded_below(page: Page) -> None:
    """The same under the head: its open menu lies over what comes next, and is seen at home."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")


def _large(page: Page) -> None:
    """Large letters and high contrast, as a reader chooses them."""
    for name in ("lon", "cao"):
        choice = page.locator(f"input[value={name}]").first
        if choice.count():
            choice.evaluate("each => each.click()")


def _sent_empty(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def _second_step(page: Page) -> None:
    page.get_by_label("Tên").first.fill("Lê Thị Mới")
    _sent_empty(page)


KINDS = [
    Kind("home", "/"),
    Kind("home, all open", "/", before=_unfolded),
    Kind("stories", "/guong/"),
    Kind("stories, page 2", "/guong/?trang=2"),
    Kind("stories, none", "/guong/?noi=22909&linh-vuc=chuyen-doi-so"),
    Kind("sector", "/linh-vuc/bien-va-muoi/"),
    Kind("story", "{story}"),
    Kind("story, all open", "{story}", before=_unfolded_below),
    Kind("story, large", "{story}", before=_large),
    Kind("exemplar", "{exemplar}"),
    Kind("practices", "/mo-hinh/"),
    Kind("practice", "{practice}"),
    Kind("plans", "/ke-hoach/"),
    Kind("plan", "/ke-hoach/ke-hoach-1068/"),
    Kind("search", "/tim-kiem/"),
    Kind("search, found", "/tim-kiem/?q=muoi"),
    Kind("search, nothing", "/tim-kiem/?q=xyzzyplugh"),
    Kind("nominate", "/gioi-thieu/"),
    Kind("nominate, kept on the phone", "/gioi-thieu/tren-may/"),
    Kind("nominate, sent empty", "/gioi-thieu/buoc-1/", before=_sent_empty),
    Kind("track", "/tra-cuu/"),
    Kind("track, wrong code", "/tra-cuu/", before=_sent_empty),
    Kind("statistics", "/thong-ke/"),
    Kind("about", "/gioi-thieu-cong/"),
    Kind("privacy", "/quyen-rieng-tu/"),
    Kind("accessibility", "/tro-nang/"),
    Kind("site map", "/so-do/"),
    Kind("card", "{card}"),
    Kind("not found", "/khong-co-trang-nay/", status=404),
    Kind("held", "{held}"),
    Kind("withdrawn", "{withdrawn}", status=410),
    Kind("section", "/chuyen-muc/bien-va-muoi/"),
    Kind("people", "/nhan-vat/"),
    Kind("places", "/noi/"),
    Kind("places, by name", "/noi/?ten=cam"),
    Kind("place", "/noi/22561/"),
    Kind("gatherings", "/lich/"),
    Kind("gathering", "{gathering}"),
    Kind("movement", "{movement}"),
    Kind("document", "{document}"),
    Kind("documents", "/van-ban/"),
    Kind("statistics, by week", "/thong-ke/?theo=tuan"),
    Kind("contact", "/lien-he/"),
    Kind("about, in English", "/en/about/"),
    Kind("contact, in English", "/en/contact/"),
    Kind("kept stories", "/da-luu/"),
    Kind("offline", "/da-luu/ngoai-tuyen/"),
    Kind("report a mistake", "/bao-sai/"),
    Kind("report, sent empty", "/bao-sai/", before=_sent_empty),
    Kind("rights", "/quyen-cua-toi/"),
    Kind("public comment", "/lay-y-kien/"),
    Kind("sign in", "/tai-khoan/login/"),
]

"""Stories, and lists of what there is to read."""

from django.core.paginator import Page
from django.urls import reverse

from lantoa.portal.head import absolute
from lantoa.portal.linked_data.parts import PUBLISHER, Facts, View, page
from lantoa.publishing.contract import Item

#: Sections that teach instead of telling what happened.
TEACHING = {"Cách làm hay"}
#: How a byline begins that names no single person.
_TOGETHER = ("Ban ", "Nhóm ", "Tổ ", "Đài ", "Báo ", "Phòng ", "Cổng ")


def listing(view: View) -> list[Facts]:
    """A list, with the addresses of what stands on this page of it."""
    facts = page(view, "CollectionPage")[0]
    rows = [*_rows(view)]
    if rows:
        shown = view.of("page", Page)
        facts["mainEntity"] = {
            "@type": "ItemList",
            "numberOfItems": shown.paginator.count if shown else len(rows),
            "itemListElement": [
                {"@type": "ListItem", "position": number, "url": absolute(path), "name": name}
                for number, (name, path) in enumerate(rows, shown.start_index() if shown else 1)
            ],
        }
    return [facts]


def story(view: View) -> list[Facts]:
    """One story."""
    item = view.of("item", Item)
    return [article(item)] if item else page(view)


def article(item: Item) -> Facts:
    """A story as NewsArticle, or Article where it teaches."""
    facts: Facts = {
        "@type": "Article" if item.section in TEACHING else "NewsArticle",
        "@id": item.address,
        "url": item.address,
        "mainEntityOfPage": item.address,
        "headline": item.title,
        "description": item.lead,
        "inLanguage": "vi",
        "datePublished": item.published_at.isoformat(),
        "dateModified": item.revised_at.isoformat(),
        "articleSection": item.section,
        "keywords": [item.sector, item.place],
        "contentLocation": {"@type": "Place", "name": item.place},
        "publisher": {"@id": absolute(PUBLISHER)},
        "author": _author(item),
        "isAccessibleForFree": True,
    }
    if item.picture:
        facts["image"] = {
            "@type": "ImageObject",
            "url": item.picture.address,
            "width": item.picture.width,
            "height": item.picture.height,
            "caption": item.picture.caption,
        }
    return facts


def _author(item: Item) -> Facts:
    if not item.byline:
        return {"@id": absolute(PUBLISHER)}
    kind = "Organization" if item.byline.startswith(_TOGETHER) else "Person"
    return {"@type": kind, "name": item.byline}


def _rows(view: View) -> list[tuple[str, str]]:
    """Names and paths of what a list shows: stories, practices or people."""
    teasers = view.context.get("teasers") or []
    rows = view.context.get("rows") or []
    return [
        *((each.item.title, reverse("portal:story", args=[each.item.slug])) for each in teasers),
        *(
            (each.practice.title, reverse("portal:practice", args=[each.practice.slug]))
            for each in rows
            if hasattr(each, "practice")
        ),
        *(
            (each.exemplar.full_name, reverse("portal:exemplar", args=[each.exemplar.code]))
            for each in view.context.get("entries") or []
        ),
    ]

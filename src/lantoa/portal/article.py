"""A story as schema.org's Article, for search engines."""

from lantoa.publishing.contract import Item


def facts_of(item: Item) -> dict[str, object]:
    """Plain JSON values; nothing that the page itself does not show."""
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": item.title,
        "description": item.lead,
        "inLanguage": "vi",
        "url": item.address,
        "mainEntityOfPage": item.address,
        "datePublished": item.published_at.isoformat(),
        "dateModified": item.revised_at.isoformat(),
        "articleSection": item.sector,
        "contentLocation": {"@type": "Place", "name": item.place},
        "publisher": {"@type": "GovernmentOrganization", "name": item.publisher or "Lan Tỏa"},
    }
    if item.byline:
        facts["author"] = {"@type": "Person", "name": item.byline}
    if item.picture:
        facts["image"] = item.picture.address
    return facts

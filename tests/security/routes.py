"""Every address there is, Wagtail's and allauth's too, with arguments that name real rows."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """(address with <arguments>, pattern), all the way down."""
    yield from _under(get_resolver(), "")


def _under(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for child in resolver.url_patterns:
        part = str(child.pattern)
        if isinstance(child, URLResolver):
            yield from _under(child, before + part)
        else:
            yield before + part, child


def addresses(values: dict[str, list[str]]) -> list[str]:
    """Addresses filled in; `values` maps the name of an argument to what to try.

    An argument that is unknown gets "1". Every combination of one value each is tried by
    position: the first values together, then the second, …
    """
    import re

    found: dict[str, None] = {}
    rounds = max(len(each) for each in values.values())
    for raw, _ in patterns():
        text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", raw)
        text = re.sub(r"\([^<>()]*\)\??", "", text)
        text = text.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")
        for number in range(rounds):

            def value(match: "re.Match[str]", number: int = number) -> str:
                name = match[1].split(":")[-1]
                known = values.get(name, ["1"])
                return known[min(number, len(known) - 1)]

            address = "/" + re.sub(r"<([^<>]+)>", value, text)
            if not re.search(r"[*+?\[\]()|\\]", address):
                found[address] = None
    return list(found)

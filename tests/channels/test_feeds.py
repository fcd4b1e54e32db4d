"""The three feeds are valid whatever the text holds."""

import json
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lantoa.channels.feeds import FeedsChannel
from lantoa.publishing.contract import SiteFacts
from tests.channels.items import hostile, item

SITE = SiteFacts("Lan Tỏa", "Gương tốt", "https://lantoa.example", "Sở Nội vụ")
ATOM = "{http://www.w3.org/2005/Atom}"
feeds = FeedsChannel()


def made(path, *items):
    return feeds.assemble(path, [feeds.render(one, {}) for one in items], SITE).body


def test_rss():
    tree = etree.fromstring(made("rss.xml", item()))
    channel = tree.find("channel")
    assert tree.get("version") == "2.0"
    link = channel.find(f"{ATOM}link")
    assert (link.get("rel"), link.get("href")) == ("self", "https://lantoa.example/rss.xml")
    entry = channel.find("item")
    assert entry.findtext("title") == item().title
    assert entry.findtext("guid") == item().address
    assert entry.findtext("pubDate") == "Mon, 08 Jun 2026 02:30:00 +0000"
    content = entry.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "<b>đã ra</b>" in content
    assert "Ông Lương Cư" in content


def test_atom():
    tree = etree.fromstring(made("atom.xml", item()))
    assert tree.find(f"{ATOM}updated").text == "2026-06-09T02:30:00+00:00"
    for name in ("id", "title", "updated", "author/" + ATOM + "name"):
        assert tree.find(ATOM + name).text
    entry = tree.find(f"{ATOM}entry")
    for name in ("id", "title", "updated", "published", "content", "summary"):
        assert entry.find(ATOM + name).text


def test_json_feed():
    feed = json.loads(made("feed.json", item()))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://lantoa.example/feed.json"
    assert feed["items"][0]["id"] == item().address
    assert feed["items"][0]["url"] == item().short_addresses["feeds"]


def test_newest_first_and_fifty_at_most():
    items = [
        replace(
            item(),
            address=f"https://x.example/{n}/",
            title=f"Bài {n}",
            published_at=item().published_at + timedelta(hours=n),
        )
        for n in range(60)
    ]
    parsed = feedparser.parse(made("rss.xml", *items))
    assert len(parsed.entries) == 50
    assert parsed.entries[0].title == "Bài 59"
    assert not parsed.bozo


@pytest.mark.parametrize("path", ["rss.xml", "atom.xml"])
def test_hostile_text_stays_text(path):
    body = made(path, hostile())
    tree = etree.fromstring(body)
    assert "script" not in {str(node.tag) for node in tree.iter()}
    parsed = feedparser.parse(body, sanitize_html=False)
    assert not parsed.bozo
    assert "<script" not in parsed.entries[0].content[0].value


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_well_formed_feeds(title, lead):
    one = item(title=title, lead=lead, sector=title, byline=lead, picture=None)
    for path in ("rss.xml", "atom.xml"):
        etree.fromstring(made(path, one))
    json.loads(made("feed.json", one))

"""The article and its facts."""

import json

from lantoa.channels.website import WebsiteChannel
from tests.channels.items import hostile, item

site = WebsiteChannel()


def test_article_and_facts():
    article, facts = site.render(item(), {}).files
    html = article.body.decode()
    assert "<h1>Tấm bảng giữ yên xóm muối ở Đông Ninh Hòa</h1>" in html
    assert '<img src="https://lantoa.example/tep/a.jpg"' in html
    assert json.loads(facts.body)["claims"][0]["confirmed_by"] == "Ông Lương Cư"


def test_nothing_runs():
    html = site.render(hostile(), {}).files[0].body.decode()
    assert "<script" not in html
    assert "alert(1)" not in html or "&lt;script" in html
    assert "onerror" not in html


def test_the_receipt_is_the_address():
    receipt = site.deliver(site.render(item(), {}), {})
    assert receipt.facts == {"address": "https://lantoa.example/guong/lich-nuoc/"}

"""Every channel of the settings keeps the contract of `publishing/contract.py`."""

import json
import socket

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from lantoa.publishing.contract import DeliveryFailed, Receipt, Rendered, SiteFacts
from tests.channels.items import hostile, item

PATHS = list(settings.LANTOA_CHANNELS)
SITE = SiteFacts("Lan Tỏa & <bạn>", 'Gương "tốt" \x0b', "https://lantoa.example", "Sở Nội vụ")


@pytest.fixture(params=PATHS, ids=lambda path: path.rpartition(".")[2])
def channel(request):
    return import_string(request.param)()


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a channel opened a socket while rendering")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_names_are_known_and_unique():
    names = [import_string(path).name for path in PATHS]
    assert len(set(names)) == len(names)
    assert {"website", "feeds", "print"} <= set(names)


def test_it_knows_its_name(channel):
    assert channel.name
    assert channel.name in type(channel).__module__
    assert channel.label
    assert all(not path.startswith("/") for path in channel.paths)


@pytest.mark.parametrize("make", [item, hostile, lambda: item(picture=None, blocks=(), lead="")])
def test_rendering_is_pure(channel, no_network, make):
    # No `db` fixture: a question to the database would fail.
    first, second = channel.render(make(), {}), channel.render(make(), {})
    assert first.files
    assert [f.body for f in first.files] == [f.body for f in second.files]
    assert first.facts == second.facts
    assert len({f.name for f in first.files}) == len(first.files)
    json.dumps(dict(first.facts))


def test_refusals_are_sentences(channel):
    answer = channel.refuses(item(), {})
    assert answer is None
    bare = channel.refuses(item(blocks=(), lead="", short_addresses={}), {})
    assert bare is None or bare.endswith(".")


def test_delivering_twice_and_withdrawing_twice(channel):
    rendered = channel.render(item(), {})
    one, two = channel.deliver(rendered, {}), channel.deliver(rendered, {})
    assert one == two
    json.dumps(dict(one.facts))
    channel.withdraw(one, {})
    channel.withdraw(one, {})
    assert dict(channel.reach([one], {})) is not None


def test_it_fails_only_in_the_known_way(channel):
    try:
        channel.deliver(Rendered((), {}), {})
        channel.withdraw(Receipt({}), {})
    except DeliveryFailed as failure:
        assert str(failure)


def test_its_public_files_are_assembled(channel):
    shelf = [channel.render(item(slug=str(n)), {}) for n in range(2)]
    for path in channel.paths:
        made = channel.assemble(path, shelf, SITE)
        assert made.name == path
        assert made.body == channel.assemble(path, shelf, SITE).body
        assert channel.assemble(path, [], SITE).body
    with pytest.raises(KeyError):
        channel.assemble("khong-co.xml", shelf, SITE)

"""Nothing outlives what was taken down: threads, processes, hosts, kills."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from lantoa.config import wiring
from lantoa.core import events, generation
from lantoa.core.actors import SYSTEM
from lantoa.core.generation import Signal, Watch
from lantoa.core.models import Generation
from tests.conftest import AT
from tests.edge import site
from tests.edge.conftest import Process, a_process


def test_two_processes_share_a_rendering(
    _small_site: None, tmp_path: Path, rendered: dict[str, int]
) -> None:
    first, second = a_process(tmp_path), a_process(tmp_path)
    assert first.get("/story/bai/").headers == second.get("/story/bai/").headers
    assert rendered["/story/bai/"] == 1


def test_a_crowd_at_a_cold_page_renders_it_once(
    _small_site: None, tmp_path: Path, rendered: dict[str, int]
) -> None:
    processes = [a_process(tmp_path) for _ in range(3)]
    site.STATE["meanwhile"] = lambda: time.sleep(0.1)
    with ThreadPoolExecutor(24) as pool:
        found = list(pool.map(lambda n: processes[n % 3].get("/plain/").body, range(48)))
    assert len(set(found)) == 1
    assert rendered["/plain/"] == 1


def test_a_crowd_at_a_page_that_is_not_kept_does_not_queue(
    _small_site: None, tmp_path: Path
) -> None:
    web = a_process(tmp_path)
    site.STATE["meanwhile"] = lambda: time.sleep(0.05)
    web.get("/resting/")
    begun = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        assert {r.status for r in pool.map(lambda _: web.get("/resting/"), range(16))} == {200}
    assert time.monotonic() - begun < 0.6


def test_while_one_redoes_a_page_the_others_get_it(
    web: Process, rendered: dict[str, int], pass_time
) -> None:
    web.get("/plain/")
    pass_time(seconds=61)
    begun, go_on = threading.Event(), threading.Event()
    site.STATE["meanwhile"] = lambda: (begun.set(), go_on.wait(5))
    with ThreadPoolExecutor(1) as pool:
        redone = pool.submit(web.get, "/plain/")
        assert begun.wait(5)
        assert "lần 1 " in web.get("/plain/").text
        go_on.set()
        assert "lần 2 " in redone.result(5).text
    assert "lần 2 " in web.get("/plain/").text


def test_a_signal_ends_every_page_of_the_host_at_once(
    _small_site: None, tmp_path: Path, rendered: dict[str, int]
) -> None:
    first, second = a_process(tmp_path), a_process(tmp_path)
    first.get("/plain/"), second.get("/plain/")
    Signal(tmp_path / "pages").settle(-1, 5)
    site.STATE["seen"] = "sau"
    for process in (first, second):
        assert "[sau]" in process.get("/plain/").text
    assert rendered["/plain/"] == 2


def test_what_was_being_rendered_when_it_moved_is_not_kept(web: Process) -> None:
    site.STATE["seen"] = "trước"
    site.STATE["meanwhile"] = lambda: web.signal.settle(-1, 9)
    assert "[trước]" in web.get("/plain/").text
    site.STATE.update(seen="sau", meanwhile=None)
    assert "[sau]" in web.get("/plain/").text
    assert "[sau]" in web.get("/plain/").text


def test_a_renderer_that_dies_leaves_no_lock(_small_site: None, tmp_path: Path) -> None:
    import multiprocessing

    ready = multiprocessing.get_context("fork").Event()

    def hold() -> None:
        with a_process(tmp_path).cache.folder.alone("/plain/", 1):
            ready.set()
            time.sleep(60)

    child = multiprocessing.get_context("fork").Process(target=hold)
    child.start()
    assert ready.wait(10)
    web = a_process(tmp_path)
    with web.cache.folder.alone("/plain/", 0.01) as is_mine:
        assert not is_mine
    child.kill()
    child.join()
    begun = time.monotonic()
    assert web.get("/plain/").status == 200
    assert time.monotonic() - begun < 2


def test_a_renderer_that_hangs_is_not_waited_for_for_ever(
    web: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lantoa.edge.application.PATIENCE", 0.05)
    with web.cache.folder.alone("/plain/", 1):
        assert web.get("/plain/").status == 200


def test_signals_out_of_order(tmp_path: Path) -> None:
    one, other = Signal(tmp_path), Signal(tmp_path)
    one.settle(-1, 7)
    other.settle(-1, 6)
    assert (one.number(), other.number()) == (7, 7)
    other.settle(7, 3)  # the row itself went back: a restore
    assert one.number() == 3


def test_a_removed_file_is_followed(tmp_path: Path) -> None:
    one, other = Signal(tmp_path), Signal(tmp_path)
    one.settle(-1, 7)
    (tmp_path / "generation").unlink()
    one.remap(), other.remap()
    one.settle(-1, 8)
    assert other.number() == 8


def moves(kind: str) -> int:
    """By how much the number moves when something of this kind is recorded."""
    before = generation.read()
    with transaction.atomic():
        events.record(kind, Generation(pk=1), by=SYSTEM, at=AT)
    return generation.read() - before


@pytest.mark.parametrize(
    "kind",
    ["publication.hold", "publication.withdraw", "publication.published", "publication.revised",
     "registry.hold_placed", "registry.revoked", "registry.consent_withdrawn", "places.succeeded",
     "planning.plan_opened", "assignment.finish", "adoption.confirm", "story.unpublished",
     "delivery.arrive", "something.nobody_thought_of"],
)  # fmt: skip
def test_what_changes_pages_moves_the_number(db: None, kind: str) -> None:
    assert moves(kind) > 0


@pytest.mark.parametrize("kind", ["lead.submitted", "lead.screen", "accounts.granted",
                                  "nomination.judged", "story.written"])  # fmt: skip
def test_everyday_work_does_not(db: None, kind: str) -> None:
    assert moves(kind) == 0


#: Work of the desk that starts tasks and shows the public nothing.
WITHIN = ("list.", "old_file.", "indicators.", "duplicates.", "rights.code_asked")


def test_what_starts_something_public_is_not_quiet() -> None:
    started = [kind for kind in wiring.FOLLOWS if not kind.startswith(("story.approved", *WITHIN))]
    assert not [kind for kind in started if kind.startswith(wiring.QUIET)]


def test_the_number_goes_up_even_when_the_clock_is_back(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation.move()
    before = generation.read()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    generation.move()
    assert generation.read() == before + 1


@pytest.mark.django_db(transaction=True)
def test_commit_signals_and_rollback_does_not(tmp_path: Path) -> None:
    generation.move()
    before = generation.signal().number()
    assert before == generation.read()
    with pytest.raises(RuntimeError), transaction.atomic():
        generation.move()
        raise RuntimeError
    assert generation.signal().number() == before == generation.read()


def test_a_process_killed_before_it_could_signal(
    _small_site: None, db: None, tmp_path: Path
) -> None:
    """The row moved, nobody was told: each process sees it at its next look."""
    web = a_process(tmp_path)
    moved: list[int] = []
    watch = Watch(web.signal, moved.append)
    watch.look()
    web.get("/plain/")
    generation.move()  # in the test's transaction: the signal never comes
    site.STATE["seen"] = "sau"
    watch.look()
    assert "[sau]" in web.get("/plain/").text
    assert moved[-1] == generation.read()


def test_a_restored_database_is_followed(db: None, tmp_path: Path) -> None:
    generation.move()
    here = Signal(tmp_path)
    watch = Watch(here, lambda number: None)
    watch.look()
    Generation.objects.update(number=3)
    watch.look()
    assert here.number() == 3


def test_without_database_pages_are_still_served(
    web: Process, monkeypatch: pytest.MonkeyPatch, rendered: dict[str, int]
) -> None:
    watch = Watch(web.signal, lambda number: None)
    web.get("/plain/")

    def down() -> int:
        raise DatabaseError

    monkeypatch.setattr(generation, "read", down)
    monkeypatch.setattr(generation, "connection", SimpleNamespace(
        close=lambda: None, close_if_unusable_or_obsolete=lambda: None))  # fmt: skip
    watch.look()
    assert web.get("/plain/").status == 200
    assert rendered["/plain/"] == 1


def test_old_pages_are_swept(_small_site: None, tmp_path: Path) -> None:
    web = a_process(tmp_path)
    web.get("/plain/")
    web.signal.settle(-1, 5)
    web.get("/plain/")
    web.cache.memory.keep_only(5), web.cache.folder.keep_only(5)
    kept = [one.name for one in (tmp_path / "pages").iterdir() if one.name.isdigit()]
    assert kept == ["5"]
    assert "lần 2 " in web.get("/plain/").text

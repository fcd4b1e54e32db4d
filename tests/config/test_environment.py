"""Settings from the environment: every mistake at once, in words; `up` says why it cannot."""

import socket
from pathlib import Path

import pytest

from lantoa.config import environment
from lantoa.config.cli import budgets, up

ROOT = Path(__file__).parent.parent.parent


def test_every_mistake_is_named_at_once(monkeypatch) -> None:
    monkeypatch.setenv("LANTOA_DATABASE_URL", "mysql://x")
    monkeypatch.setenv("LANTOA_BASE_URL", "lantoa.vn")
    monkeypatch.setenv("LANTOA_WEB_THREADS", "nhiều")
    with pytest.raises(environment.EnvironmentProblem) as problem:
        environment.read()
    text = str(problem.value)
    for name in ("LANTOA_DATABASE_URL", "LANTOA_BASE_URL", "LANTOA_WEB_THREADS"):
        assert name in text


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    found = environment.database("postgresql://chau:m%40t@db.local:5433/lantoa", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("lantoa", "chau", "m@t")
    assert (found["HOST"], found["PORT"]) == ("db.local", "5433")


def test_a_mail_server_is_taken_apart(monkeypatch) -> None:
    backend, found = environment.mail("smtp+starttls://ai:m%40t%20kh%E1%BA%A9u@thu.example")
    assert backend.endswith("smtp.EmailBackend")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("thu.example", 587, "m@t khẩu")
    assert (found["TLS"], found["SSL"]) == (True, False)
    assert environment.mail("smtps://thu.example")[1]["PORT"] == 465
    assert environment.mail("")[0].endswith("console.EmailBackend")
    monkeypatch.setenv("LANTOA_EMAIL_URL", "http://thu.example")
    monkeypatch.setenv("LANTOA_EMAIL_FROM", "Lan Tỏa\nBcc: ai@example.vn")
    with pytest.raises(environment.EnvironmentProblem) as problem:
        environment.read()
    assert "LANTOA_EMAIL_URL" in str(problem.value)
    assert "LANTOA_EMAIL_FROM" in str(problem.value)


def test_sqlite_writes_survive_a_power_cut(tmp_path: Path) -> None:
    options = environment.database("", tmp_path)["OPTIONS"]
    assert "synchronous=FULL" in str(options)
    assert "IMMEDIATE" in str(options)


def test_the_signing_key_is_made_once_and_private(tmp_path: Path) -> None:
    key = environment.kept_secret(tmp_path)
    assert len(key) >= 50
    assert environment.kept_secret(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_taken_port_is_said_before_anything_is_touched(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("LANTOA_HOME", str(tmp_path / "home"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert up.run(["--port", str(port)]) == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in capsys.readouterr().err
    assert not (tmp_path / "home" / "lantoa.sqlite3").exists()


def test_files_functions_and_root_keep_their_budgets() -> None:
    assert budgets.exceeded(ROOT) == []

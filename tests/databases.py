"""A database for platforms run as processes: PostgreSQL when the suite runs on it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def address(name: str) -> str:
    """The address of a database on the server the tests run on."""
    server = settings.DATABASES["default"]
    return f"postgresql://{server['USER']}@/{name}?host={server['HOST']}"


@contextmanager
def administration() -> Iterator[Any]:
    """A connection on which databases can be made and dropped."""
    import psycopg

    server = settings.DATABASES["default"]
    where = f"host={server['HOST']} user={server['USER']} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        yield connection


@contextmanager
def a_database(like: str = "") -> Iterator[str]:
    """The address of a fresh database; empty for SQLite (which lies in the platform's home).

    `like` is the address of a database at rest of which it becomes a copy.
    """
    if "postgresql" not in str(settings.DATABASES["default"]["ENGINE"]):
        yield ""
        return
    name = f"lantoa_{uuid.uuid4().hex[:12]}"
    template = urlsplit(like).path.lstrip("/") or "template1"
    with administration() as server:
        # Names of our own.
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield address(name)
    finally:
        with administration() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

"""A database for platforms run as processes: PostgreSQL when the suite runs on it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings


@contextmanager
def a_database(like: str = "") -> Iterator[str]:
    """The address of a fresh database; empty for SQLite (which lies in the platform's home).

    `like` is the address of a database at rest of which it becomes a copy.
    """
    server = settings.DATABASES["default"]
    if "postgresql" not in str(server["ENGINE"]):
        yield ""
        return
    import psycopg

    name = f"lantoa_{uuid.uuid4().hex[:12]}"
    where = f"host={server['HOST']} user={server['USER']} dbname=postgres"
    template = urlsplit(like).path.lstrip("/") or "template1"
    with psycopg.connect(where, autocommit=True) as connection:
        # Names of our own.
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    url = urlunsplit(urlsplit(f"postgresql://{server['USER']}@/{name}?host={server['HOST']}"))
    try:
        yield url
    finally:
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

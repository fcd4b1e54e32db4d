"""A migrated database, made once and copied; and the loaded one, put back after a test.

Migrating takes many seconds, copying takes none: each process of the tests starts from a
copy. A test with `transaction=True` commits what it does; after it the database is put back as
it stood, so that no test depends on which ran before.
"""

import contextlib
import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Protocol

from django.apps import apps
from django.db import connection

from tests.databases import address, administration


class Kept(Protocol):
    """A database that can be put back."""

    def restore(self) -> None: ...
    def forget(self) -> None: ...


def _key() -> str:
    """Changes with every migration of ours and with every version installed."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        digest.update(config.label.encode())
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(file.read_bytes())
    names = sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions())
    digest.update("\n".join(names).encode())
    return digest.hexdigest()[:16]


def _migrate(url: str) -> None:
    with tempfile.TemporaryDirectory(prefix="lantoa-model-") as home:
        env = {**os.environ, "LANTOA_HOME": home, "LANTOA_DATABASE_URL": url}
        subprocess.run(
            [sys.executable, "-c", "from lantoa.config.cli import main; main()",
             "migrate", "--verbosity", "0"],
            env={**env, "PYTHONPATH": os.pathsep.join(sys.path)}, check=True,
        )  # fmt: skip


@contextlib.contextmanager
def migrated(folder: Path) -> Iterator[None]:
    """The test database of this process will start migrated. `folder` keeps the model."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = _postgresql_model()
        yield
        return
    # The database in memory lives as long as a connection to it: this one comes first.
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    with contextlib.closing(_sqlite_model(folder)) as model:
        model.backup(memory)
    try:
        yield
    finally:
        memory.close()


def _sqlite_model(folder: Path) -> sqlite3.Connection:
    model = folder / f"{_key()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            fresh = folder / "making.sqlite3"
            _migrate(f"sqlite://{fresh}")
            with contextlib.closing(sqlite3.connect(fresh)) as made:
                made.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
            fresh.rename(model)
        # Opened under the lock: a newer source may remove the file at any moment after it.
        return sqlite3.connect(f"file:{model}?mode=ro", uri=True)


def _postgresql_model() -> str:
    name = f"lantoa_model_{_key()}"
    with administration() as server:
        server.execute("SELECT pg_advisory_lock(20260608)")  # until this connection ends
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            fresh = f"{name}_making"
            server.execute(f'DROP DATABASE IF EXISTS "{fresh}"')
            server.execute(f'CREATE DATABASE "{fresh}"')
            _migrate(address(fresh))
            server.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')
    return name


def kept() -> Kept:
    """Remember the test database as it stands now."""
    return _KeptPostgresql() if connection.vendor == "postgresql" else _KeptSqlite()


class _KeptSqlite:
    def __init__(self) -> None:
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        self._raw().backup(self.copy)

    def _raw(self) -> Any:
        connection.ensure_connection()
        return connection.connection

    def restore(self) -> None:
        self.copy.backup(self._raw())

    def forget(self) -> None:
        self.copy.close()


class _KeptPostgresql:
    def __init__(self) -> None:
        self.name = str(connection.settings_dict["NAME"])
        self.copy = f"{self.name}_kept"
        self._copy(self.name, self.copy)

    def _copy(self, source: str, target: str) -> None:
        connection.close()
        with administration() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def restore(self) -> None:
        self._copy(self.copy, self.name)

    def forget(self) -> None:
        connection.close()
        with administration() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')

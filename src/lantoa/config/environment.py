"""Settings read from the environment; every mistake is reported at once.

Each variable starts with `LANTOA_`. `./lantoa doctor` prints what is in force.
"""

import base64
import contextlib
import os
import secrets
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class EnvironmentProblem(Exception):
    """One or more variables are wrong; the message names each with what to do."""


class Environment(BaseSettings):
    """What an installation may choose. Names in capitals with the prefix, e.g. `LANTOA_HOME`."""

    model_config = SettingsConfigDict(env_prefix="LANTOA_", extra="ignore")

    home: Path = Field(Path("var"), description="Folder of the database, files and keys.")
    database_url: str = Field("", description="postgresql://…; empty means SQLite in the home.")
    cache_url: str = Field("", description="redis://…; empty means a cache in the database.")
    secret_key: str = Field("", description="Signing key; empty means one kept in the home.")
    contact_key: str = Field(
        "", description="Keys of sealed contact details, by commas, the newest first."
    )
    hosts: str = Field("localhost,127.0.0.1,[::1]", description="Host names served, by commas.")
    base_url: str = Field("http://127.0.0.1:8000", description="Public address, no end slash.")
    debug: bool = Field(False, description="Developers only.")
    https: bool = Field(False, description="Served over TLS: secure cookies and HSTS.")
    proxies: int = Field(0, ge=0, le=5, description="How many trusted proxies stand in front.")
    province: str = Field("Khánh Hòa", description="Name of the province on screens.")
    web_threads: int = Field(8, ge=1, le=64, description="Request threads in each web process.")
    web_processes: int = Field(1, ge=1, le=32, description="Web processes.")
    page_memory: int = Field(24, ge=0, le=4096, description="MB of pages kept by each process.")
    page_seconds: int = Field(60, ge=1, le=86400, description="A kept page is redone after this.")
    search: Literal["tantivy", "postgres", "opensearch", "sql"] = Field(
        "tantivy", description="Search engine: tantivy, postgres, opensearch or sql."
    )
    opensearch_url: str = Field("", description="http(s)://… of OpenSearch, when it is chosen.")
    visits_before: int = Field(0, ge=0, description="Where the visit counter starts.")
    indexnow_key: str = Field(
        "", pattern=r"^([A-Za-z0-9-]{8,128})?$", description="IndexNow's key; empty means off."
    )
    indexnow_endpoints: str = Field(
        "https://api.indexnow.org/indexnow", description="Where IndexNow is told, by commas."
    )
    count_visits: bool = Field(True, description="Off only to measure what counting costs.")
    email_url: str = Field(
        "",
        description="smtp://user:password@host:port, smtp+starttls://… or smtps://… "
        "(letters outside the plain ones as %xx); empty means console.",
    )
    email_from: str = Field("", description="Sender of mail; empty means lantoa@ the public host.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("postgresql", "postgres", "sqlite"):
            raise ValueError("chỉ nhận postgresql://… hoặc sqlite:///đường/dẫn")
        return value

    @field_validator("base_url")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
            raise ValueError("phải là địa chỉ đầy đủ, ví dụ https://lantoa.khanhhoa.gov.vn")
        return value.rstrip("/")

    @field_validator("email_url")
    @classmethod
    def _known_mail(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("smtp", "smtp+starttls", "smtps"):
            raise ValueError("chỉ nhận smtp://…, smtp+starttls://… hoặc smtps://…")
        return value

    @field_validator("email_from")
    @classmethod
    def _one_sender(cls, value: str) -> str:
        if value and ("@" not in parseaddr(value)[1] or "\n" in value or "\r" in value):
            raise ValueError("phải là một địa chỉ thư, ví dụ Lan Tỏa <lantoa@khanhhoa.gov.vn>")
        return value

    @field_validator("cache_url")
    @classmethod
    def _known_cache(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("redis", "rediss"):
            raise ValueError("chỉ nhận redis://…")
        return value


def read() -> Environment:
    """The environment, checked. Raises EnvironmentProblem that lists every wrong variable."""
    try:
        environment = Environment()  # type: ignore[call-arg]  # all come from the environment
    except ValidationError as error:
        lines = [
            f"- LANTOA_{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise EnvironmentProblem("Cấu hình chưa đúng:\n" + "\n".join(lines)) from None
    environment.home = environment.home.expanduser().resolve()
    return environment


def kept_secret(
    home: Path, name: str = "secret-key", fresh: Callable[[], str] | None = None
) -> str:
    """The signing key (or the secret `name`) kept in the home; made on first use, by `fresh`,
    readable by the owner only."""
    path = home / name
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: no process ever reads half a key.
        draft = home / f"{name}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(fresh() if fresh else secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # another process was first
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def contact_keys(given: str, home: Path) -> list[str]:
    """The keys of sealed contact details, the one that seals first; those given, else those
    in the home, a line each. Raises EnvironmentProblem when one is no key."""
    text = given or kept_secret(home, "contact-key", fresh_contact_key)
    keys = [key.strip() for key in text.replace(",", "\n").splitlines() if key.strip()]
    if not keys or not all(_is_contact_key(key) for key in keys):
        where = "LANTOA_CONTACT_KEY" if given else str(home / "contact-key")
        raise EnvironmentProblem(
            f"Cấu hình chưa đúng:\n- {where}: mỗi khóa là 32 byte viết bằng base64 (44 ký tự); "
            "lấy khóa mới bằng lantoa seal key"
        )
    return keys


def fresh_contact_key() -> str:
    """A new key for contact details: 32 random bytes, URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _is_contact_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == 32
    except ValueError:
        return False


def database(url: str, home: Path) -> dict[str, object]:
    """Django's DATABASES entry for a database address (SQLite with WAL when none is given)."""
    parts = urlsplit(url)
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(parts.path) if parts.scheme == "sqlite" else str(home / "lantoa.sqlite3"),
        "OPTIONS": {
            # IMMEDIATE: a writer waits at BEGIN instead of failing half-way. FULL: an
            # accepted tip survives a power cut (RELIABILITY goal 7). What is erased is
            # overwritten, so that nobody reads it out of the file.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": None},
    }


def mail(url: str) -> tuple[str, dict[str, Any]]:
    """Django's mail backend for an `email_url`, and where its server is."""
    parts = urlsplit(url)
    kind = "smtp" if url else "console"
    ports = {"smtps": 465, "smtp+starttls": 587}
    return f"django.core.mail.backends.{kind}.EmailBackend", {
        "HOST": parts.hostname or "localhost",
        "PORT": parts.port or ports.get(parts.scheme, 25),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "SSL": parts.scheme == "smtps",
        "TLS": parts.scheme == "smtp+starttls",
    }


def search_backend(engine: str, opensearch_url: str) -> dict[str, dict[str, object]]:
    """Modelsearch's backend for the portal's search, where a server does it."""
    if engine == "postgres":
        return {
            "portal": {
                "BACKEND": "modelsearch.backends.database",
                "SEARCH_CONFIG": "simple",
                "AUTO_UPDATE": False,
            }
        }
    if engine == "opensearch":
        return {
            "portal": {
                "BACKEND": "modelsearch.backends.opensearch3",
                "URLS": [opensearch_url or "http://localhost:9200"],
                "INDEX_PREFIX": "lantoa_",
                "AUTO_UPDATE": False,
            }
        }
    return {}

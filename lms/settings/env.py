"""What the process's environment says, read once; every other settings module takes its values from here."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """The documented variables (docs/operations.md) with what holds where one is absent."""

    home: Path
    database_url: str
    celery_broker_url: str
    secret_key: str
    allowed_hosts: list[str]
    email_url: str

    def kept_secret_key(self) -> str:
        """The key from SECRET_KEY, else one made at first use and kept in the data folder (mode 600)."""
        if self.secret_key:
            return self.secret_key
        kept = self.home / "secret_key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(60), encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def read_environment() -> Environment:
    """Read the environment; makes the data folder, because everything embedded lives in it."""
    home = Path(os.environ.get("PLIMSOLL_HOME") or PROJECT / "var").resolve()
    home.mkdir(parents=True, exist_ok=True)
    return Environment(
        home=home,
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{home / 'plimsoll.sqlite3'}",
        celery_broker_url=os.environ.get("CELERY_BROKER_URL") or "filesystem://",
        secret_key=os.environ.get("SECRET_KEY", ""),
        allowed_hosts=[host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host],
        email_url=os.environ.get("EMAIL_HOST", ""),
    )

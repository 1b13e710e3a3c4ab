"""Where Tryton is set up, beside us and never in our environment, and whether it is ready.

Tryton is under the GPL and runs as a program of its own; nothing here imports it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scenarios.backends.seam import BackEndAbsentError

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "requirements-tryton.lock"
FOLDER_VARIABLE = "PLIMSOLL_TRYTON"
DATABASE = "erp"
HOW = "Run ./dev tryton."


@dataclass(frozen=True)
class Installation:
    """A folder with Tryton's own environment and the template database that every sandbox is a copy of."""

    folder: Path

    def program(self, name: str) -> Path:
        """One of Tryton's programs."""
        return self.folder / "bin" / name

    @property
    def template(self) -> Path:
        """The template database; its name changes with what it is made from, so that an old one is never taken."""
        return self.folder / f"template-{recipe()}.sqlite"

    @property
    def password(self) -> str:
        """The one password of everybody in the sandboxes; it opens nothing that listens beyond this machine."""
        return (self.folder / "password").read_text("ascii").strip()

    def draw_password(self) -> str:
        """Draw the password once and keep it."""
        place = self.folder / "password"
        if not place.exists():
            place.touch(mode=0o600)
            place.write_text(secrets.token_urlsafe(24), "ascii")
        return self.password

    def require_ready(self) -> None:
        """Refuse unless programs and template are there, saying which is not."""
        if not self.program("trytond").exists():
            raise BackEndAbsentError(f"Tryton is not installed in {self.folder.name}. {HOW}")
        if not self.template.exists():
            raise BackEndAbsentError(f"Tryton has no template database for this version. {HOW}")


def installation() -> Installation:
    """Where Tryton is on this machine: PLIMSOLL_TRYTON, else `.venv-tryton` beside our own environment."""
    return Installation(Path(os.environ.get(FOLDER_VARIABLE, ROOT / ".venv-tryton")).absolute())


def absence() -> str:
    """Why Tryton cannot be used here, or "" if it can."""
    try:
        installation().require_ready()
    except BackEndAbsentError as error:
        return str(error)
    return ""


def recipe() -> str:
    """The hash of all that makes the template: the packages and the script that sets the company up."""
    made_from = (LOCK, Path(__file__).with_name("company.py"), Path(__file__).with_name("template.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_from)).hexdigest()[:16]


def write_settings(folder: Path, *, port: int, mail_port: int = 0) -> Path:
    """Tryton's own settings: SQLite in this folder, listening on this machine alone, and its mail goes no further."""
    settings = folder / "trytond.conf"
    parts = {
        "database": f"uri = sqlite://\npath = {folder}",
        "web": f"listen = 127.0.0.1:{port}",
        "email": f"uri = smtp://127.0.0.1:{mail_port}\nfrom = erp@plimsoll.example",
    }
    settings.write_text("".join(f"[{name}]\n{values}\n" for name, values in parts.items()), encoding="utf-8")
    return settings


def new_database(installed: Installation, folder: Path, modules: tuple[str, ...]) -> Path:
    """An empty database with the modules activated, by Tryton's own administration program."""
    file = folder / f"{DATABASE}.sqlite"
    sqlite3.connect(file).close()
    file.touch()
    password = folder / "password"
    password.write_text(installed.password, "ascii")
    settings = write_settings(folder, port=0)
    base = [str(installed.program("trytond-admin")), "-c", str(settings), "-d", DATABASE]
    environment = {**os.environ, "TRYTONPASSFILE": str(password)}
    for more in (["--all", "--email", "nobody@example.com"], ["-u", *modules, "--activate-dependencies"]):
        done = subprocess.run(
            [*base, *more], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False
        )
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["it said nothing"]
            raise BackEndAbsentError(f"Tryton could not make its database: {last[0]}")
    return file

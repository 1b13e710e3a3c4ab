"""The template database: made once by Tryton's own programs and set up over JSON-RPC, then copied for every sandbox."""

from __future__ import annotations

import tempfile
from pathlib import Path

from scenarios.backends.tryton.client import TrytonClient
from scenarios.backends.tryton.company import MODULES, set_up_company
from scenarios.backends.tryton.installation import DATABASE, Installation, new_database
from scenarios.backends.tryton.server import TrytonServer


def build_template(installed: Installation, *, tax_percent: int) -> Path:
    """Make the template unless it is there; one made from something else is removed."""
    if installed.template.exists():
        return installed.template
    installed.draw_password()
    with tempfile.TemporaryDirectory(prefix="plimsoll-tryton-") as folder:
        file = new_database(installed, Path(folder), MODULES)
        server = TrytonServer(installed, copy_of=file)
    try:
        server.start()
        client = TrytonClient(server.port, DATABASE, installed.password)
        set_up_company(client, today=client.today(), tax_percent=tax_percent)
        made = server.copy_database()
    finally:
        server.stop()
    for old in installed.folder.glob("template-*.sqlite"):
        old.unlink()
    waiting = installed.template.with_suffix(".new")
    waiting.write_bytes(made)
    waiting.rename(installed.template)
    return installed.template

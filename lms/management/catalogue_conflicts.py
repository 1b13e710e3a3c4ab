"""Where two catalogues give the same text two translations; whoever reads would get one of them on both pages.

Django lays all catalogues into one: its own at the bottom, on it those of INSTALLED_APPS from the last to the first, on
top LOCALE_PATHS. Of the same context and text, the topmost counts everywhere. Ours stand first in INSTALLED_APPS, so a
word of ours also stands on the pages of Django, Wagtail and allauth.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings

Key = tuple[str, str]
Catalogue = Mapping[Key, str]
Layer = tuple[str, Catalogue]

LOCALE = "zh_Hans"
# Where our word and another's differ and ours may stand on their pages too, because it says the same there.
OURS_STANDS: dict[Key, str] = {
    ("", ", "): "items of a Chinese list are parted by 、; Django's comma parts clauses",
    ("", "Account"): "账号 is the spelling of the national standard; Wagtail's 帐号 is the old one",
    ("", "Accounts"): "a heading of the back office only; 账户 is kept for bank accounts",
    ("", "Action"): "the column of a history; 操作 says it better than 行为",
    ("", "Actions"): "the label of a menu; 操作 is what the rest of Wagtail says",
    ("", "All"): "the empty choice of a filter",
    ("", "Change"): "the column of permissions beside “add” and “delete”",
    ("", "Duration"): "Django's word for a kind of field, which nobody sees here",
    ("", "English"): "the name of the language, beside 中文",
    ("", "Image"): "Django's word for a kind of field; Wagtail says 图片 as well",
    ("", "Loading"): "the same",
    ("", "Name"): "名称 is right for pages and snippets; 名字 is for people",
    ("", "Next"): "a pager there too",
    ("", "Note"): "on pages of allauth that are not served here",
    ("", "Previous"): "a pager there too",
    ("", "Text"): "Django's word for a kind of field, which nobody sees here",
    ("", "Verified"): "an address that was verified; allauth's page of addresses is not linked here",
    ("", "finished at"): "a column of records that nobody sees here",
    ("", "hash"): "a column of records that nobody sees here",
    ("", "name"): "名称 is right for groups, collections and workflows",
    ("", "started at"): "a column of records that nobody sees here",
}


def disagreements(ours: Mapping[str, Catalogue]) -> Iterator[str]:
    """Each text that two of our packages translate differently: the reader would see one word on both pages."""
    for context, text in sorted({key for catalogue in ours.values() for key in catalogue}):
        said = {
            package: catalogue[context, text] for package, catalogue in ours.items() if (context, text) in catalogue
        }
        if len(set(said.values())) > 1:
            words = "; ".join(f"{package} “{word}”" for package, word in said.items())
            yield f"{_named((context, text))} is translated in different ways: {words}. Agree, or give one a context."


def collisions(layers: Sequence[Layer], ours: Collection[str], stands: Collection[Key]) -> Iterator[str]:
    """Each text of ours that somebody else translates differently, the topmost layer first; `stands` may cover theirs."""
    covering: set[Key] = set()
    for key in sorted({key for name, catalogue in layers if name in ours for key in catalogue}):
        (winner, word), *below = [(name, catalogue[key]) for name, catalogue in layers if key in catalogue]
        for name, other in below:
            if other == word or (name in ours) == (winner in ours):
                continue
            if winner not in ours:
                yield f"{_named(key)}: “{word}” of {winner} covers our “{other}” ({name}). Give ours a context."
            elif key in stands:
                covering.add(key)
            else:
                yield (
                    f"{_named(key)}: our “{word}” ({winner}) covers “{other}” of {name} on its pages. "
                    "Give ours a context, or say in OURS_STANDS why it may."
                )
    for key in sorted(set(stands) - covering):
        yield f"{_named(key)} covers nobody's word any more. Take it out of OURS_STANDS."


def layers_as_django_lays(ours: Mapping[str, Catalogue], project: Path) -> list[Layer]:
    """All catalogues that count, the topmost first; ours as they are about to be written, the others as they are kept."""
    homes = [(str(folder), Path(folder)) for folder in settings.LOCALE_PATHS]
    homes += [(config.name, Path(config.path) / "locale") for config in apps.get_app_configs()]
    homes.append(("django", Path(django.__file__).parent / "conf" / "locale"))
    layers: list[Layer] = []
    for name, home in homes:
        package = str(home.parent.relative_to(project)) if home.is_relative_to(project) else ""
        if package in ours:
            layers.append((package, ours[package]))
            continue
        kept = home / LOCALE / "LC_MESSAGES" / "django.mo"
        if kept.exists():
            layers.append((name, catalogue_of(polib.mofile(str(kept)))))
    return layers


def catalogue_of(entries: Collection[polib.POEntry]) -> Catalogue:
    """What the entries say, by context and text; a plural is found by its singular, as gettext finds it."""
    return {(entry.msgctxt or "", entry.msgid): _said(entry) for entry in entries if _said(entry)}


def _said(entry: polib.POEntry) -> str:
    return entry.msgstr or " / ".join(entry.msgstr_plural.values())


def _named(key: Key) -> str:
    context, text = key
    return f"“{text}” (context “{context}”)" if context else f"“{text}”"

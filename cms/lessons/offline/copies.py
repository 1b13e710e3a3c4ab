"""A lesson as one file that opens anywhere: everything it shows lies in it, and nothing in it leads elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string, select_template
from django.utils.translation import get_language

from cms.lessons.content import content_digest
from cms.lessons.links import resolve_links
from cms.lessons.offline.naming import file_name
from cms.lessons.page_models import ReadingPage
from curricula.models import JobRole

ALL_ABOUT = "cms/lessons/offline/lesson.html"


@dataclass(frozen=True)
class OfflinePart:
    """One block as it is read without a network."""

    anchor: str
    html: str


def offline_copy(page: ReadingPage, *, taken_on: date) -> bytes:
    """Return the published lesson in the active language as an HTML file.

    The same revision, language and day give the same bytes. Reads the lesson's pictures; records nothing.
    """
    return offline_copies([page], taken_on=taken_on)[0]


def offline_copies(pages: list[Any], *, taken_on: date) -> list[bytes]:
    """Return the same for several lessons; the names they share are asked for once."""
    names = {role.code: role.name for role in JobRole.objects.all()}
    pairs = [pair for page in pages for child in _related(page) for pair in child.value.codes]
    links = {(link.kind, link.code): link for link in resolve_links(dict.fromkeys(pairs))}
    return [_written(page, names, links, taken_on) for page in pages]


def copy_name(page: ReadingPage) -> str:
    """The file's name: the title in the active language and the author's version."""
    return file_name(f"{page.name} {page.version}", "html")


def _written(page: ReadingPage, names: dict[str, str], links: dict[tuple[str, str], Any], taken_on: date) -> bytes:
    parts = [
        _part(number, child, {"job_roles": names, "links": _links_of(child, links)})
        for number, child in enumerate(page.body, start=1)
    ]
    context = {
        "page": page,
        "parts": parts,
        "owner": page.owner_role,
        "digest": content_digest(page),
        "taken_on": taken_on,
        "language": get_language(),
    }
    return render_to_string(ALL_ABOUT, context).encode()


def _part(number: int, child: Any, context: dict[str, Any]) -> OfflinePart:
    """The block drawn by its offline template, by its usual one where that leads nowhere anyway."""
    anchor = f"b{number}"
    chosen = select_template([f"cms/lessons/offline/blocks/{child.block_type}.html", child.block.meta.template])
    given = child.block.get_context(child.value, parent_context={**context, "anchor": anchor})
    return OfflinePart(anchor, chosen.render(given))


def _related(page: ReadingPage) -> list[Any]:
    return [child for child in page.body if child.block_type == "related"]


def _links_of(child: Any, links: dict[tuple[str, str], Any]) -> list[Any]:
    if child.block_type != "related":
        return []
    return [links[pair] for pair in child.value.codes if pair in links]

"""A lesson as it is read: its blocks rendered once for each revision and language, and what must be asked anew each time."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language, gettext

from cms.lessons.blocks.check import Question
from cms.lessons.links import resolve_links
from cms.lessons.page_models import ReadingPage
from curricula.models import JobRole
from lms.foundation.api import digest_of

KEPT_SECONDS = 600
"""long enough to serve a shift's readers, short enough that a renamed job role is seen soon"""


@dataclass(frozen=True)
class RenderedBlock:
    """One block in one language. A check is kept as a question, since its form belongs to the reader."""

    number: int
    block_id: str
    kind: str
    heading: str
    html: str
    question: Question | None = None

    @property
    def anchor(self) -> str:
        """Where a link within the page leads."""
        return f"b{self.number}"


@dataclass(frozen=True)
class ReadingContent:
    """All of a lesson in one language."""

    slug: str
    name: str
    version: str
    revision_note: str
    minutes: int
    is_micro: bool
    digest: str
    blocks: tuple[RenderedBlock, ...]

    @classmethod
    def of(cls, page: ReadingPage, *, is_cached: bool = True) -> "ReadingContent":
        """Return the content of `page` as given (published, an older revision, or a draft) in the active language."""
        digest = content_digest(page)
        key = f"reading:{digest}:{get_language()}"
        content: ReadingContent | None = cache.get(key) if is_cached else None
        if content is None:
            content = _render(page, digest)
            if is_cached:
                cache.set(key, content, KEPT_SECONDS)
        return content

    def block(self, block_id: str) -> RenderedBlock | None:
        """The block with this id; None where this revision has none."""
        return next((block for block in self.blocks if block.block_id == block_id), None)


def content_digest(page: ReadingPage) -> str:
    """SHA-256 of what the reader is shown: titles, version and every block, in both languages."""
    return digest_of(
        {
            "slug": page.slug,
            "version": page.version,
            "name": [page.name_zh, page.name_en],
            "minutes": page.minutes,
            "body": page.body.get_prep_value(),
        }
    )


def _render(page: ReadingPage, digest: str) -> ReadingContent:
    related = [pair for child in page.body if child.block_type == "related" for pair in child.value.codes]
    context: dict[str, Any] = {
        "job_roles": {role.code: role.name for role in JobRole.objects.all()},
        "links": resolve_links(related),
    }
    blocks = tuple(_render_block(number, child, context) for number, child in enumerate(page.body, start=1))
    return ReadingContent(
        page.slug, page.name, page.version, page.revision_note, page.minutes, page.is_micro, digest, blocks
    )


def _render_block(number: int, child: Any, context: dict[str, Any]) -> RenderedBlock:
    heading = child.value.heading or gettext("Part %(number)d") % {"number": number}
    question = child.value.question if child.block_type == "check" else None
    html = "" if question else str(child.render(context={**context, "anchor": f"b{number}"}))
    return RenderedBlock(number, str(child.id), child.block_type, heading, html, question)

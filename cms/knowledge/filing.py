"""Filing what is published into the search table, and taking out what is withdrawn. Receivers and loaders call these."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cms.announcements.models import Announcement
from cms.knowledge.dictionary_models import DictionaryField
from cms.knowledge.faq_models import FaqEntry
from cms.knowledge.pieces import pieces_filed
from cms.knowledge.search_models import Kind, SearchEntry
from cms.lessons.page_models import ReadingPage
from cms.manuals.models import Manual
from lms.foundation.api import clock

Texts = tuple[str, str]


def file_entry(
    kind: str, code: str, title: Texts, text: Texts, *keywords: str, visible_from: date | None = None
) -> SearchEntry:
    """Make or renew the one entry of this thing; its code and keywords are found like its title."""
    entry, _is_new = SearchEntry.objects.update_or_create(
        kind=kind,
        code=code,
        defaults={
            "title_zh": title[0], "title_en": title[1], "text_zh": text[0], "text_en": text[1],
            "title_pieces": pieces_filed(*title, code, *keywords), "text_pieces": pieces_filed(*text),
            "visible_from": visible_from, "filed_at": clock.now(),
        },
    )  # fmt: skip
    return entry


def withdraw_entry(kind: str, code: str) -> None:
    """Take it out of the search; taking out what is not there changes nothing."""
    for entry in SearchEntry.objects.filter(kind=kind, code=code):
        entry.delete()  # one by one, so that the index hears of it


def file_lesson(page: ReadingPage) -> SearchEntry:
    """File a lesson or micro-lesson with all its texts."""
    pairs = list(_texts_in(page.body.get_prep_value()))
    codes = " ".join(page.steps.values_list("code", flat=True))
    return file_entry(
        kind_of_lesson(page), page.slug, (page.name_zh, page.name_en), (_joined(pairs, 0), _joined(pairs, 1)), codes
    )


def kind_of_lesson(page: ReadingPage) -> str:
    """Lesson or micro-lesson."""
    return str(Kind.MICRO if page.is_micro else Kind.LESSON)


def file_manual(manual: Manual) -> SearchEntry:
    """File a manual with its procedure and exceptions."""
    moves, exceptions = list(manual.procedure.all()), list(manual.exceptions.all())
    texts = []
    for language in ("zh", "en"):
        parts = [getattr(manual, f"{stem}_{language}") for stem in ("purpose", "scope", "prerequisites")]
        parts += [getattr(move, f"text_{language}") for move in moves]
        parts += [
            f"{row.code} {getattr(row, f'when_{language}')} {getattr(row, f'action_{language}')}" for row in exceptions
        ]
        texts.append("\n".join(parts))
    codes = " ".join(step.code for step in manual.steps.all())
    return file_entry(Kind.MANUAL, manual.code, (manual.title_zh, manual.title_en), (texts[0], texts[1]), codes)


def file_faq(entry: FaqEntry) -> SearchEntry:
    """File a question with its answer, symptom, cause and action."""
    texts = []
    for language in ("zh", "en"):
        stems = ("answer", "symptom", "cause", "action", "workaround")
        parts = [getattr(entry, f"{stem}_{language}") for stem in stems]
        parts += [getattr(variant, f"text_{language}") for variant in entry.variants.all()]
        texts.append("\n".join(part for part in parts if part))
    keywords = (entry.keywords_zh, entry.keywords_en, entry.step.code if entry.step else "", entry.drills)
    return file_entry(Kind.FAQ, entry.code, (entry.question_zh, entry.question_en), (texts[0], texts[1]), *keywords)


def file_field(field: DictionaryField) -> SearchEntry:
    """File a field of the data dictionary."""
    owner = field.business_object
    zh = f"{field.meaning_zh}\n{field.rule_text_zh}\n{owner.name_zh}"
    en = f"{field.meaning_en}\n{field.rule_text_en}\n{owner.name_en}"
    return file_entry(
        Kind.DICTIONARY, field.code, (field.name_zh, field.name_en), (zh, en), owner.name_zh, owner.name_en
    )


def file_announcement(post: Announcement) -> SearchEntry:
    """File a post of the campaign."""
    zh, en = f"{post.body_zh}\n{post.call_to_action_zh}", f"{post.body_en}\n{post.call_to_action_en}"
    return file_entry(
        Kind.ANNOUNCEMENT, post.code, (post.title_zh, post.title_en), (zh, en), visible_from=post.published_on
    )


def _texts_in(raw: Any) -> Iterator[Texts]:
    """All texts of a raw lesson body, and the plain values (sums, codes) between them."""
    if isinstance(raw, Mapping):
        if "zh" in raw and "en" in raw:
            yield raw["zh"] or "", raw["en"] or ""
            return
        for key, inner in raw.items():
            if key not in {"id", "type"}:
                yield from _texts_in(inner)
    elif isinstance(raw, list | tuple):
        for inner in raw:
            yield from _texts_in(inner)
    elif isinstance(raw, str):
        yield raw, raw


def _joined(pairs: list[Texts], language: int) -> str:
    return "\n".join(pair[language] for pair in pairs if pair[language])

"""Taking lessons from a content pack into the library, and putting them into the activities that ask for them."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.content_files import ContentRefused, by_code, in_both, known, read_yaml
from cms.lessons.authors import prepare_authors
from cms.lessons.body_from_yaml import lesson_body, same_body
from cms.lessons.page_models import LessonPage, LibraryPage, MicroLessonPage, ReadingPage
from cms.lessons.reading_models import LessonItem
from curricula.models import Chain, Goal, JobRole, PlannedItem, Step
from lms.foundation.api import ContentLoad, access

LIBRARY_SLUG = "library"
LESSON_PAGE = "lesson_page"


def load_lessons(folder: Path, load: ContentLoad | None = None) -> int:
    """Publish the lessons and micro-lessons of the pack; one that says the same as before gets no new revision.

    Where somebody loads them, authors' rules hold: a training lead publishes, another's texts wait as drafts, and so does
    every text that says what has to be verified before publishing. Returns how many lessons the pack holds.
    """
    load = load or ContentLoad()
    screens = {row["id"]: {"zh": row["zh"], "en": row["en"]} for row in _register(folder).get("screens", ())}
    known_rows = {
        "chains": by_code(Chain),
        "steps": by_code(Step),
        "job_roles": by_code(JobRole),
        "goals": by_code(Goal),
    }
    kinds: tuple[tuple[str, type[ReadingPage]], ...] = (("lessons", LessonPage), ("micro", MicroLessonPage))
    library = library_page()
    count = 0
    with transaction.atomic():
        for name, model in kinds:
            for path in sorted((folder / name).glob("*.yaml")):
                row = read_yaml(path)
                if load.may_write(LESSON_PAGE, row["slug"]) or not model.objects.filter(slug=row["slug"]).exists():
                    _write(library, model, row, screens, known_rows, load)
                count += 1
    return count


def load_lesson_items(folder: Path) -> int:
    """Put the library's lessons where activities have planned them; `refs.yaml` says which lesson serves another's place.

    A planned item keeps its identifier, so that links to it stay. One without a text stays planned. Returns how many
    lesson items there are.
    """
    serves: dict[str, str] = _register(folder).get("lesson_map", {})
    pages = {page.slug: page for model in (LessonPage, MicroLessonPage) for page in model.objects.live()}
    planned = PlannedItem.objects.filter(planned_kind="lesson").select_related("activity")
    with transaction.atomic():
        for item in planned:
            page = pages.get(serves.get(item.ref, item.ref))
            if page is not None:
                _attach(item, page)
    return LessonItem.objects.count()


def library_page() -> LibraryPage:
    """The shelf of all lessons, made under the root if it is not there yet, with its authors' rights."""
    library = LibraryPage.objects.first()
    if library is None:
        root = Page.objects.filter(depth=1).first()
        if root is None:
            raise ContentRefused(_("The content tree has no root page. Run the migrations first; nothing was loaded."))
        library = LibraryPage(title="Library 课程库", slug=LIBRARY_SLUG, locale=Locale.objects.first())
        root.add_child(instance=library)
        library.save_revision().publish()
    prepare_authors(library)
    return library


def _register(folder: Path) -> dict[str, Any]:
    """The ids that the pack's files refer to; a company's own pack may do without."""
    return read_yaml(folder / "refs.yaml") if (folder / "refs.yaml").is_file() else {}


def latest_text(page: ReadingPage) -> ReadingPage:
    """The page as it was written last, published or not."""
    if page.latest_revision_id is None or not page.has_unpublished_changes:
        return page
    latest: ReadingPage = page.get_latest_revision_as_object()
    return latest


def _write(
    library: LibraryPage,
    model: type[ReadingPage],
    row: dict[str, Any],
    screens: dict[str, Any],
    rows: dict[str, Any],
    load: ContentLoad,
) -> None:
    stored = model.objects.filter(slug=row["slug"]).first()
    page = latest_text(stored) if stored else model(slug=row["slug"], locale=library.locale, live=False)
    body = lesson_body(row["slug"], row["blocks"], screens)
    fields = {
        **in_both("name", row["title"]),
        "version": row["revision"],
        "minutes": row["minutes"],
        "to_verify": (row.get("verify_before_publishing") or {}).get("en", ""),
    }
    is_same = page.pk and all(getattr(page, name) == value for name, value in fields.items())
    if is_same and same_body(page.body.get_prep_value(), body):
        return
    for name, value in fields.items():
        setattr(page, name, value)
    page.owner_role = rows["job_roles"].get(row["owner_role"])
    page.body = page.body.stream_block.to_python(body) if page.pk else _first_body(model, body)
    is_published = load.actor is None or (access.is_training_lead(load.actor) and not fields["to_verify"])
    page.title = page.name_zh or page.name_en
    if not page.pk:
        page.live = is_published
        library.add_child(instance=page)
    page.chains.set(known(rows["chains"], row["chains"]))
    page.steps.set(known(rows["steps"], row["steps"]))
    page.job_roles.set(known(rows["job_roles"], row["roles"]))
    page.goals.set(known(rows["goals"], row["goals"]))
    revision = page.save_revision(user=load.actor)
    if is_published:
        revision.publish(user=load.actor)


def _first_body(model: type[ReadingPage], body: list[dict[str, Any]]) -> Any:
    return model._meta.get_field("body").stream_block.to_python(body)  # type: ignore[union-attr]  # a StreamField


def _attach(item: PlannedItem, page: ReadingPage) -> None:
    roles = list(item.only_job_roles.all())
    values = {
        "uuid": item.uuid, "activity": item.activity, "position": item.position, "ref": item.ref,
        "title_zh": page.name_zh, "title_en": page.name_en, "minutes": page.minutes, "only_station": item.only_station,
    }  # fmt: skip
    try:
        with transaction.atomic():
            item.delete()
    except ProtectedError:
        return  # evidence names the planned item: it stays, and the training lead decides
    lesson = LessonItem.objects.create(page=page, **values)
    lesson.only_job_roles.set(roles)

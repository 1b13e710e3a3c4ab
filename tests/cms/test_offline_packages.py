"""The offline library: packages that open from their page of contents, and all templates beside the lessons."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from cms.api import load_templates
from cms.lessons.offline.packages import PACKAGES
from cms.models import KnowledgeView, LessonProgress, TemplateFile
from curricula.api import rebuild_assignments
from curricula.models import EvidenceFact
from lms.foundation.models import Person
from scenarios.models import DrillItem
from tests.cms.factories import CONTENT, make_item, make_lesson, make_micro, signed_in
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement, named
from tests.scenarios.sandbox.factories import make_version

pytestmark = pytest.mark.django_db
LIBRARY = reverse("offline-library")
SETTINGS = ["duties", "roles", "approvals", "parameters"]


def address(code: str) -> str:
    return reverse("offline-package", args=[code])


def package(client: Client, code: str, language: str = "en") -> dict[str, bytes]:
    """The files of a package by their names."""
    answer = client.get(address(code), {"language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def make_learner_asked_to_read(micro: Any) -> Person:
    """A receiving clerk whose matrix asks for the activity in which the micro-lesson and the drill P2P-03 stand."""
    make_go_live()
    activity = make_activity()
    make_item(micro, activity)
    DrillItem.objects.create(activity=activity, scenario=make_version("P2P-03").scenario, ref="P2P-03", position=1)
    make_requirement("RECV", activity)
    learner = make_person()
    make_posting(learner, "RECV")
    rebuild_assignments()
    return learner


@pytest.mark.requirement("A76")
def test_micro_lessons_and_drill_sheets_of_my_path_and_all_templates_come_as_one_package() -> None:
    load_templates(CONTENT)
    make_version("P2P-01")
    asked, other = make_micro(slug="fefo", name_en="First expired"), make_micro(slug="other", name_en="Not asked")
    make_item(other, make_activity("ACT-O2C-01"))
    client = signed_in(make_learner_asked_to_read(asked))
    files = package(client, "my-path")
    own = sorted(path.stem for path in (CONTENT / "templates").glob("*.csv"))
    expected = ["index.html", "lessons/fefo.html", "drills/P2P-03.html", *(f"templates/{code}.csv" for code in own)]
    assert list(files) == [*expected, *(f"templates/settings-{name}.csv" for name in SETTINGS)]
    assert files["lessons/fefo.html"] == client.get(reverse("lesson-offline", args=["fefo"])).content
    assert files["drills/P2P-03.html"] == client.get(reverse("drill-offline", args=["P2P-03"])).content
    for code in own:
        assert files[f"templates/{code}.csv"] == client.get(reverse("template-file", args=[code])).content
    for name in SETTINGS:
        single = client.get(reverse("setting-template", args=[name, "csv"])).content
        assert files[f"templates/settings-{name}.csv"] == single


@pytest.mark.requirement("A76")
@pytest.mark.parametrize(("language", "words"), [("en", "does not count as completed"), ("zh-hans", "不计入完成")])
def test_page_of_contents_leads_to_every_file_of_the_package_and_nowhere_else(language: str, words: str) -> None:
    load_templates(CONTENT)
    client = signed_in(make_learner_asked_to_read(make_micro()))
    files = package(client, "my-path", language)
    index = files.pop("index.html").decode()
    assert re.findall(r'(?:href|src)="([^"]*)"', index) == list(files)
    assert words in index
    assert "default-src 'none'" in index


def test_each_package_holds_what_its_name_says() -> None:
    load_templates(CONTENT)
    make_micro(slug="micro")
    make_lesson(slug="lesson")
    draft = make_lesson(slug="withdrawn")
    draft.unpublish()
    make_version("P2P-03")
    client = signed_in(make_person())
    held = {code: {name.split("/")[0] for name in package(client, code)} - {"index.html"} for code in PACKAGES}
    assert held == {
        "my-path": {"templates"}, "micro-lessons": {"lessons"}, "lessons": {"lessons"}, "drills": {"drills"},
        "templates": {"templates"},
    }  # fmt: skip
    assert [name for name in package(client, "lessons") if name != "index.html"] == ["lessons/lesson.html"]


def test_item_narrowed_to_another_job_role_is_not_on_my_path() -> None:
    micro = make_micro(slug="fefo")
    learner = make_learner_asked_to_read(micro)
    assert "lessons/fefo.html" in package(signed_in(learner), "my-path")
    micro.lesson_items.get().only_job_roles.add(named(type(learner.postings.get().job_role), "SHIP"))
    assert "lessons/fefo.html" not in package(signed_in(learner), "my-path")


def test_same_contents_on_the_same_day_are_the_same_bytes() -> None:
    load_templates(CONTENT)
    client = signed_in(make_learner_asked_to_read(make_micro()))
    first, second = (client.get(address("my-path")).content for _time in range(2))
    assert first == second


def test_package_is_named_in_the_readers_language() -> None:
    make_micro()
    client = signed_in(make_person(), "zh")
    name = client.get(address("micro-lessons"))["Content-Disposition"]
    assert re.fullmatch(
        r"attachment; filename\*=utf-8''Plimsoll%20%E5%85%A8%E9%83%A8%E5%BE%AE%E8%AF%BE%20\d{4}-\d\d-\d\d\.zip", name
    )
    english = client.get(address("micro-lessons"), {"language": "en"})["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="Plimsoll All micro-lessons \d{4}-\d\d-\d\d\.zip"', english)


def test_what_holds_nothing_or_does_not_exist_is_not_found() -> None:
    client = signed_in(make_person())
    assert [client.get(address(code)).status_code for code in ("micro-lessons", "lessons", "drills", "x")] == [404] * 4
    assert client.get(address("templates"), {"language": "xx"}).status_code == 404


def test_nobody_is_sent_to_sign_in() -> None:
    for place in (LIBRARY, address("my-path"), address("templates")):
        assert Client().get(place)["Location"].startswith(reverse("sign-in"))


def test_package_counts_each_lesson_as_opened_once_and_proves_nothing() -> None:
    one, two, client = make_micro(), make_micro(), signed_in(make_person())
    client.get(reverse("lesson-offline", args=[one.slug]))
    package(client, "micro-lessons")
    counted = dict(KnowledgeView.objects.filter(kind="micro").values_list("code", "count"))
    assert counted == {one.slug: 2, two.slug: 1}
    assert (LessonProgress.objects.count(), EvidenceFact.objects.count()) == (0, 0)


@pytest.mark.requirement("A76")
def test_library_offers_every_micro_lesson_and_every_template_from_one_page() -> None:
    load_templates(CONTENT)
    asked, other = make_micro(name_en="First expired"), make_micro(name_en="Not asked")
    lesson = make_lesson(name_en="Receiving")
    html = signed_in(make_learner_asked_to_read(asked)).get(LIBRARY).content.decode()
    links = set(re.findall(r'href="([^"?]*)[^"]*"[^>]* download', html))
    assert links == {
        *(address(code) for code in PACKAGES),
        *(reverse("lesson-offline", args=[page.slug]) for page in (asked, other, lesson)),
        *(reverse("template-file", args=[code]) for code in TemplateFile.objects.values_list("code", flat=True)),
        *(reverse("setting-template", args=[name, "csv"]) for name in SETTINGS),
    }
    assert html.count("on my path") == 1
    assert html.index("First expired") < html.index("on my path") < html.index("Not asked")


@pytest.mark.parametrize("place", ["knowledge", "lessons", "templates", "setting-templates"])
def test_library_is_found_from_where_lessons_and_templates_stand(place: str) -> None:
    assert f'href="{LIBRARY}"' in signed_in(make_person()).get(reverse(place)).content.decode()


def test_library_asks_no_more_for_more_lessons(django_assert_num_queries: Any) -> None:
    client = signed_in(make_person())
    for _time in range(2):
        for _page in range(3):
            make_micro()
        client.get(LIBRARY)
        with django_assert_num_queries(9):
            client.get(LIBRARY)

"""A drill teaches a case: the case is read first, questions close it, and the model answer comes after one's own, never before."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.drills.handing_in import hand_in
from scenarios.grading.api import Group
from scenarios.sandbox.folding import opening_of
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, play_recorded
from tests.scenarios.grading.drills import CATALOGUE, drill

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("A120")]


def plain(page: str) -> str:
    """The page's words with its line ends and escapes taken out, so that sentences can be found in it."""
    for escaped, sign in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&")):
        page = page.replace(escaped, sign)
    return " ".join(page.replace("<br>", " ").split())


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_model_answer_is_shown_after_ones_own_and_never_before(language: str) -> None:
    person = make_person(language="zh-hans" if language == "zh" else "en")
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, "P2P-03")
    scenario = opening_of(attempt).scenario
    questions: list[Any] = [row.rule for row in scenario.in_group(Group.ANSWERS)]
    model = paragraphs(scenario.debrief.say(language))
    number: Any = questions[0]
    choice: Any = questions[1]
    wrong = next(option for option in choice.options if option.key != choice.key)
    right = next(option for option in choice.options if option.key == choice.key)
    assert (len(questions), len(model) >= 3) == (2, True)

    case = plain(client.get(reverse("drill", args=["P2P-03"])).content.decode())
    desk = plain(client.get(reverse("drill-attempt", args=[attempt.uuid])).content.decode())
    asked = plain(client.get(reverse("drill-hand-in", args=[attempt.uuid])).content.decode())
    for part in paragraphs(scenario.brief.say(language)):
        assert part in desk
    assert paragraphs(scenario.brief.say(language))[0] in case
    assert [question.prompt.say(language) in asked for question in questions] == [True, True]
    for page in (case, desk, asked):
        assert [part for part in model if part in page] == []
        assert number.explanation.say(language) not in page
        assert wrong.feedback.say(language) not in page

    play_recorded(attempt, "p2p-03/good.yaml")
    sure = {"confidence": "sure"}
    hand_in(attempt, {number.id: {"value": "1", **sure}, choice.id: {"value": wrong.key, **sure}})
    result = plain(client.get(reverse("drill-result", args=[attempt.uuid])).content.decode())
    assert [part for part in model if part not in result] == []
    assert number.explanation.say(language) in result
    assert wrong.feedback.say(language) in result
    assert right.feedback.say(language) not in result  # one meets the answer to what one chose, and may try again
    beside = plain(client.get(reverse("drill-compare", args=[attempt.uuid])).content.decode())
    assert reverse("drill-compare", args=[attempt.uuid]) in result
    ways = {
        "zh": "如实入账、查合同、要贷项、放行",
        "en": "Booked as it is, contract read, credit memo obtained, released",
    }
    assert ways[language] in beside


def test_every_drill_of_the_catalogue_is_a_whole_case() -> None:
    files = sorted(path.stem.upper() for path in CATALOGUE.glob("*-[0-9][0-9].yaml"))
    assert len(files) >= 40
    lacking = []
    for code in files:
        scenario = drill(code)
        answers: list[Any] = [row.rule for row in scenario.in_group(Group.ANSWERS)]
        told = all(
            row.explanation
            or row.kind == "set"
            or all(option.feedback for option in row.options if option.key == row.key)
            for row in answers
        )
        if not (
            scenario.brief and answers and told and len(paragraphs(scenario.debrief.zh)) >= 2 and scenario.solutions
        ):
            lacking.append(code)
    assert lacking == ["DM-01"]  # its only question is the table itself: which rows are one firm

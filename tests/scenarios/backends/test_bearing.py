"""What Tryton lacks is named with its reason, and is never counted as met, whatever stands in the books."""

from scenarios.backends.api import OwnBackend, TrytonBackend, bearing, play_on
from scenarios.backends.proving import judge
from scenarios.grading.api import Expectation, Group
from tests.scenarios.backends.drills import opened, path_of

TRYTON = TrytonBackend()


def end_state(name: str) -> list[Expectation]:
    """What a drill expects of the books at the end."""
    return [row for row in opened(name).scenario.expectations if row.group is Group.END_STATE]


def borne(name: str) -> dict[str, bool]:
    """Each end-state expectation of a drill, and whether Tryton can be held to it."""
    return {row.id: bearing(row, TRYTON.capabilities()).borne for row in end_state(name)}


def test_tryton_bears_the_whole_end_state_of_the_three_drills() -> None:
    assert borne("p2p-01") == {f"E{number}": True for number in range(1, 8)}
    assert borne("p2p-04") == {f"E{number}": True for number in range(1, 10)}
    assert borne("o2c-01") == {f"E{number}": True for number in range(1, 9)}


def test_disposition_and_corrective_action_request_are_borne_with_a_word_on_where_they_are_kept() -> None:
    rows = {row.id: bearing(row, TRYTON.capabilities()) for row in end_state("p2p-04")}
    assert [remark.en for remark in rows["E3"].remarks][1:] == [
        "An alert has no field for a disposition. The board's decision is a note on it, by whoever decided; "
        "its first line is read."
    ]
    assert [remark.en for remark in rows["E6"].remarks] == [
        "Tryton has no corrective action request. It is an e-mail sent from the alert, and counts for the supplier "
        "whose address it went to."
    ]


def test_what_is_not_borne_does_not_count_even_where_the_books_would_say_so() -> None:
    opening = opened("qa-02")
    played = play_on(OwnBackend().provision(opening), opening, path_of(opening))
    proof = judge(TRYTON, opening, path_of(opening), played)
    assert {row.expectation.id for row in proof.judged if row.finding.met and not row.met} == {"E3", "E4", "E8"}
    reasons = {row.expectation.id: row.bearing.reason for row in proof.judged}
    assert reasons["E3"] is not None
    assert reasons["E3"].en == "Tryton has no out-of-specification record; ours is kept beside it."


def test_what_is_near_to_ours_and_not_the_same_is_said_beside_the_result() -> None:
    (paid,) = (row for row in end_state("p2p-01") if row.id == "E6")
    assert [remark.en for remark in bearing(paid, TRYTON.capabilities()).remarks] == [
        "Tryton blocks no invoice: this part of the condition always holds there."
    ]


def test_an_assertion_that_nobody_has_read_on_another_back_end_is_not_borne() -> None:
    found = [bearing(row, TRYTON.capabilities()) for row in end_state("sys-01")]
    assert found
    assert not any(row.borne for row in found)
    assert all(row.reason is not None and row.reason.zh and row.reason.en for row in found)


def test_every_word_about_tryton_is_there_in_both_languages() -> None:
    capabilities = TRYTON.capabilities()
    texts = [*capabilities.lacks.values(), *capabilities.stands_for.values()]
    assert [text for text in texts if not text.zh or not text.en] == []


def test_commands_are_carried_out_kept_or_refused_and_never_two_of_these() -> None:
    capabilities = TRYTON.capabilities()
    assert capabilities.carried_out & capabilities.kept == frozenset()
    assert "po.create" in capabilities.carried_out
    assert "message.send" in capabilities.kept
    assert "capa.open" in capabilities.refused
    assert not capabilities.bears("capa.open")

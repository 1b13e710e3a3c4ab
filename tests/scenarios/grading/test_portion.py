"""A drill sees a portion of the dataset: rows left out, planted figures changed; truths follow, identities stay."""

from typing import Any

import pytest

from scenarios.grading.api import load_scenario, open_drill
from scenarios.grading.opening import OpeningRefusedError
from scenarios.grading.portion import PortionError, portion_of
from scenarios.grading.scenario import Portion
from tests.scenarios.grading.drills import seed_of, small_company, text_of

FIRST_STORES: Any = {"loc": {"in": ["RM01", "PK01", "SF01", "FG01"]}}


def staged(portion: Portion, table: str) -> tuple[Any, Any]:
    dataset = portion_of(small_company(), portion)
    return dataset.part(f"stage-{table}"), dataset.part(f"truth-{table}")


def test_without_anything_to_change_the_dataset_is_the_dataset() -> None:
    assert portion_of(small_company(), Portion(without={}, instead={})) is small_company()


def test_rows_left_out_take_their_truth_and_their_control_figures_along() -> None:
    table, truth = staged(Portion(without={"STOCK": FIRST_STORES}), "stock")
    whole = small_company().part("stage-stock")
    assert {row["loc"][-2:] for row in table["rows"].values()} == {"02", "03"}
    assert truth["undated"] == ["RM-10105|RM25-0005|RM03", "RM-10108|RM25-0008|RM03"]
    assert {row["location"][-2:] for row in truth["rows"].values()} == {"02", "03"}
    assert table["controls"]["count"][""] == str(len(truth["rows"]))
    assert whole["controls"]["count"][""] == str(len(small_company().part("truth-stock")["rows"]))


def test_a_cleansing_sheet_loses_whole_partners_with_their_traps_and_disputes() -> None:
    table, truth = staged(Portion(without={"CUSTOMERS": {"city": {"in": ["苏州", "无锡"]}}}), "customers")
    assert set(table["rows"]) == set(truth["entities"])
    assert (truth["traps"], truth["disputed"]) == (["K019"], {"licence": ["C07"], "address": ["C06"]})
    assert set(truth["fields"]) == {"C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13"}


def test_a_planted_cell_changes_the_export_and_never_the_truth() -> None:
    table, truth = staged(Portion(instead={"STOCK": {"rows.Q0014.status": "1"}}), "stock")
    assert table["rows"]["Q0014"]["status"] == "1"
    assert truth["rows"]["FG-30010|FG25-0014|FG03"]["stock_type"] == "B"
    assert small_company().part("stage-stock")["rows"]["Q0014"]["status"] == "3"


def test_documents_leave_and_change_while_the_dataset_stays_who_it_is() -> None:
    portion = Portion(
        without={"DIF": {"day": "2026-11-24"}},
        instead={"DN:80000590": {"lines.10.lots": {"L26-9400": 650}}},
        renumber={"DIF": {"DIF-01": "DIF-02", "DIF-02": "DIF-01"}},
    )
    seen, whole = portion_of(small_company(), portion), small_company()
    assert len(seen.documents("DIF")) == 24
    assert seen.documents("DIF")["DIF-01"] == {**whole.documents("DIF")["DIF-02"], "id": "DIF-01"}
    assert seen.documents("DN")["80000590"]["lines"]["10"]["lots"] == {"L26-9400": 650}
    assert (seen.ref, seen.sha256) == (whole.ref, whole.sha256)


def test_nothing_in_the_place_of_a_cell_takes_it_away_and_a_row_may_be_new() -> None:
    card = {"zh": "纸质订单", "en": "Paper order"}
    cells: Any = {"ORDERFILE.rows.4100000070": None, "ORDERFILE.rows.4100000099": card}
    rows = portion_of(small_company(), Portion(instead={"registers": cells})).part("registers")["ORDERFILE"]["rows"]
    assert ("4100000070" in rows, rows["4100000099"]) == (False, card)


@pytest.mark.parametrize(
    ("portion", "said"),
    [
        (Portion(without={"SPROCKETS": {"id": "1"}}), "SPROCKETS is neither"),
        (Portion(without={"truth-stock": {"id": "1"}}), "truth-stock is neither"),
        (Portion(instead={"truth-stock": {"rows": {}}}), "truth-stock is neither"),
        (Portion(without={"STOCK": {"loc": "MOON"}}), "of 120 rows of STOCK 120 are left"),
        (Portion(without={"DIF": {"status": "open"}}), "of 31 rows of DIF 0 are left"),
        (Portion(instead={"DN:1": {"status": "picked"}}), "there is no DN:1"),
        (Portion(instead={"DN:80000590": {"lines.11.quantity": 3}}), "there is no DN:80000590 lines.11.quantity"),
        (Portion(instead={"DN:80000590": {"status": "picked"}}), "status is picked already"),
        (Portion(instead={"DN:80000590": "picked"}), "wants paths"),
        (Portion(renumber={"DIF": {"DIF-01": "DIF-99"}}), "not exchanged among each other"),
        (Portion(renumber={"SO": {"30000590": "30000501", "30000501": "30000590"}}), "other documents refer to SO"),
        (Portion(without="$absent"), "$absent is no table"),
    ],
)
def test_a_portion_that_does_not_fit_the_dataset_is_named(portion: Portion, said: str) -> None:
    with pytest.raises(PortionError, match=said.replace("$", r"\$")):
        portion_of(small_company(), portion)


def test_a_drill_whose_portion_does_not_fit_is_not_opened() -> None:
    text = text_of("cut-03.yaml").replace('day: "2026-11-24"', 'day: "2026-11-29"')
    scenario = load_scenario(text, file="cut-03").scenario
    assert scenario is not None
    seed = seed_of("CUT-03", part="without-the-24th")
    with pytest.raises(OpeningRefusedError, match="portion: of 31 rows of DIF 31 are left"):
        open_drill(scenario, small_company(), seed=seed)


@pytest.mark.parametrize("given", ["without: 3", "without: {STOCK: 3}", "instead: absent", "renumber: [DIF]"])
def test_a_portion_of_another_shape_is_a_mistake_with_its_line(given: str) -> None:
    text = text_of("p2p-03.yaml").replace("start:\n", f"start:\n  portion: {{{given}}}\n")
    problems = load_scenario(text, file="p2p-03").problems
    assert [(problem.field, "value" in problem.sentence.en) for problem in problems] == [
        (f"start.portion.{given.partition(':')[0]}", True)
    ]

"""Packs rename and never decide: presets are whole, imports are checked whole, and every pack plays the same drill."""

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from scenarios.engine.api import command_specs
from scenarios.labels.pack import FOLDER, PRESETS, label_pack, laid_over
from scenarios.labels.rows import read_labels
from scenarios.models import LabelChoice, LabelPackVersion
from scenarios.sandbox import label_packs
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.label_files import sheet_rows, template_rows, workbook_of
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt
from tests.scenarios.sandbox.test_procure_to_pay_by_hand import procure_to_pay

HEAD = ["key", "zh", "en", "words"]
GENERIC = label_pack()


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_names_only_what_there_is_in_both_languages(name: str) -> None:
    pack = label_pack(name)
    assert pack.own - set(GENERIC.labels) == set()
    assert [key for key in pack.own if not pack.labels[key]["zh"] or not pack.labels[key]["en"]] == []
    assert (
        label_packs.missing_names(pack) == ()
    )  # every document, command, state, report, stock type, movement, list field


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_has_words_of_its_own_in_every_area(name: str) -> None:
    pack = label_pack(name)
    for file in sorted((FOLDER / "generic").glob("*.json")):
        names = [
            key for key in json.loads(file.read_text("utf-8")) if key.startswith(("entity.", "command.", "report."))
        ]
        own = [
            key
            for key in names
            if pack.say(key, "zh") != GENERIC.say(key, "zh") or pack.say(key, "en") != GENERIC.say(key, "en")
        ]
        assert len(own) * 3 >= len(names) * 2, (file.name, sorted(set(names) - set(own)))


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_states_of_one_document_are_told_apart(name: str, language: str) -> None:
    pack = label_pack(name)
    met: dict[tuple[str, str], str] = {}
    for key in GENERIC.labels:
        if key.startswith("status."):
            kind = key.rsplit(".", 1)[0]
            assert met.setdefault((kind, pack.say(key, language)), key) == key


@pytest.mark.parametrize("name", PRESETS)
def test_no_word_means_two_kinds_or_reports_in_a_preset(name: str) -> None:
    pack = label_pack(name)
    meant: dict[str, str] = {}
    for key in (key for key in GENERIC.labels if key.startswith(("entity.", "report."))):
        for word in pack.words(key):
            assert meant.setdefault(word.casefold(), key) == key, word


def test_what_a_company_leaves_open_is_what_neither_it_nor_the_pack_below_names() -> None:
    bare = laid_over("own", {"entity.PO": {"zh": "采购单", "en": "Buying order"}})
    over = laid_over("own", {"entity.PO": {"zh": "采购单", "en": "Buying order"}}, base="sap-like")
    expected = label_packs.missing_names(laid_over("none", {}))
    assert "entity.PO" in expected
    assert "field.vendor" in expected
    assert [key for key in expected if key.startswith(("refusal.", "meaning.", "fact.", "problem."))] == []
    assert set(expected) - set(label_packs.missing_names(bare)) == {"entity.PO"}
    assert (label_packs.missing_names(over), over.own) == ((), frozenset({"entity.PO"}))


@pytest.mark.parametrize("name", PRESETS)
def test_no_word_means_two_commands_in_a_preset(name: str) -> None:
    pack = label_pack(name)
    meant: dict[str, str] = {}
    for command in command_specs():
        for word in pack.words(f"command.{command}"):
            assert meant.setdefault(word.casefold(), command) == command, word


def test_what_could_be_typed_before_can_still_be_typed() -> None:
    pack = laid_over("own", {"command.gr.post": {"zh": "到货入账", "en": "Book arrival"}})
    assert set(GENERIC.words("command.gr.post")) < set(pack.words("command.gr.post"))
    assert (pack.say("command.gr.post", "en"), pack.say("entity.PO", "en")) == ("Book arrival", "Purchase order")


def test_a_spreadsheet_becomes_labels_and_empty_rows_keep_the_words_below() -> None:
    rows = read_labels(
        [HEAD, ["entity.PO", "采购单", "Buying order", "PO1"], ["entity.GR", "", "", ""]], base="generic"
    )
    assert (rows.problems, rows.labels) == ((), {"entity.PO": {"zh": "采购单", "en": "Buying order", "words": "PO1"}})


def test_everything_wrong_is_named_at_once_with_row_and_column_and_nothing_is_taken() -> None:
    wrong = [
        HEAD,
        ["entity.PO", "采购单", "", ""],
        ["entity.NONE", "没有", "None", ""],
        ["entity.GR", "=A1", "Receipt", ""],
        ["field.lot", "批", "Lot", ""],
        ["field.lot", "批号", "Batch", ""],
        ["refusal.OVER_DELIVERY", "超交 {nothing}", "Too much", ""],
        ["command.gr.post", "收货", "Receive", "ME21N"],
    ]
    rows = read_labels(wrong, base="generic")
    assert rows.labels == {}
    assert [(problem.row, problem.column) for problem in rows.problems] == [
        (2, "en"),
        (3, "key"),
        (4, "zh"),
        (6, "key"),
        (7, "zh"),
        (8, "words"),
    ]


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [["entity.PO", "x", "y"]]])
def test_a_sheet_without_its_header_is_refused(rows: list[list[str]]) -> None:
    assert [problem.row for problem in read_labels(rows, base="generic").problems] == [1]


def test_the_template_filled_in_comes_back_the_same_through_both_kinds_of_file() -> None:
    rows = [list(row) for row in template_rows(label_pack("sap-like"))]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    own = {key: label_pack("sap-like").labels[key] for key in label_pack("sap-like").own}
    for content in (workbook_of(rows), text.getvalue().encode("utf-8-sig")):
        read = read_labels(sheet_rows(content), base="generic")
        assert read.problems == ()
        assert {key: (row["zh"], row["en"]) for key, row in read.labels.items()} == {
            key: (row["zh"], row["en"]) for key, row in own.items()
        }


def lead(role: str = "training_lead") -> tuple[Client, Any]:
    person = make_person("张三", role)
    client = Client()
    client.force_login(person)
    return client, person


def upload(client: Client, rows: list[list[str]], **fields: str) -> Any:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file = SimpleUploadedFile("labels.csv", text.getvalue().encode())
    return client.post(reverse("label-pack-import"), {"name": "ours", "base": "sap-like", "file": file} | fields)


@pytest.mark.django_db
def test_a_companys_words_are_taken_in_used_and_seen_on_the_desk() -> None:
    client, person = lead()
    assert upload(client, [HEAD, ["entity.PO", "采购单", "Buying order", ""]]).status_code == 302
    assert client.post(reverse("label-pack-use", args=["ours"])).status_code == 302
    assert (label_packs.active_pack().name, LabelChoice.objects.get().chosen_by) == ("ours", person)
    attempt = make_attempt(person, "P2P-03")
    page = client.get(reverse("drill-attempt", args=[attempt.uuid])).content.decode()
    assert "采购单" in page
    assert "物料凭证" in page  # from the pack below


@pytest.mark.django_db
def test_a_newer_import_takes_the_place_of_the_older_which_stays() -> None:
    client, _person = lead()
    upload(client, [HEAD, ["entity.PO", "采购单", "Buying order", ""]])
    upload(client, [HEAD, ["entity.PO", "订货单", "Order slip", ""]])
    assert (LabelPackVersion.objects.count(), label_packs.pack_of("ours").say("entity.PO", "en")) == (2, "Order slip")


@pytest.mark.django_db
def test_the_same_sheet_sent_twice_is_one_version() -> None:
    client, _person = lead()
    for _press in range(2):
        upload(client, [["key", "zh", "en"], ["entity.PO", "采购单", "Order slip"]])
    assert LabelPackVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_wrong_sheet_is_refused_whole_with_its_rows() -> None:
    client, _person = lead()
    page = upload(client, [HEAD, ["entity.PO", "采购单", "Buying order", ""], ["entity.NONE", "x", "y", ""]])
    assert (page.status_code, LabelPackVersion.objects.count()) == (422, 0)
    assert "entity.NONE" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04broken", b"\x00\x01"])
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    client, _person = lead()
    file = SimpleUploadedFile("labels.xlsx", content)
    answer = client.post(reverse("label-pack-import"), {"name": "ours", "base": "generic", "file": file})
    assert answer.status_code == 422


@pytest.mark.django_db
def test_the_product_s_own_packs_are_not_overwritten() -> None:
    client, _person = lead()
    assert upload(client, [HEAD, ["entity.PO", "采购单", "Order", ""]], name="sap-like").status_code == 422
    assert LabelPackVersion.objects.count() == 0


@pytest.mark.django_db
def test_only_leads_and_authors_choose_the_words() -> None:
    places = [reverse("label-packs"), reverse("label-pack-missing", args=["sap-like"])]
    places.append(reverse("label-pack-template", args=["generic"]))
    learner = Client()
    learner.force_login(make_person("李四", name_latin="Li Si"))
    assert {learner.get(place).status_code for place in places} == {404}
    assert learner.post(reverse("label-pack-use", args=["sap-like"])).status_code == 404
    assert all(reverse("sign-in") in Client().get(place)["Location"] for place in places)
    author, _person = lead("author")
    assert {author.get(place).status_code for place in places} == {200}
    assert author.get(reverse("label-pack-template", args=["nobody"])).status_code == 404


@pytest.mark.django_db
def test_every_pack_plays_the_same_drill_to_the_same_journal() -> None:
    """I18: words never change what happens; the whole of P2P-01 through the forms, under each pack."""
    heads = {}
    for number, name in enumerate(("generic", *PRESETS)):
        person = make_person(f"学员{number}", name_latin=f"Learner {number}")
        label_packs.use_pack(person, name)
        attempt, _order, _invoice = procure_to_pay(person)
        heads[name] = state_of(attempt).head
    assert len(set(heads.values())) == 1, heads

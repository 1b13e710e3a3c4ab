"""Reading people files: forms, encodings, separators, headings, days, and everything that is no people file."""

import io
import zipfile
from datetime import date, datetime

import pytest

from lms.exchange.people.days import is_open_end, read_day
from lms.exchange.people.reading import MAX_MEGABYTES, PeopleFile, read_people_file, size_fault
from lms.exchange.people.sheets import MAX_ROWS
from tests.exchange.factories import CHINESE, HEADINGS, as_book, as_csv, as_xlsx, line


def faults(file: PeopleFile) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.code) for fault in file.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_each_encoding_with_each_separator(encoding: str, separator: str) -> None:
    content = as_csv([line(job_roles="RECV;KEEPER")], encoding=encoding, separator=separator)

    file = read_people_file(content)

    assert faults(file) == []
    assert [(row.row, row.cells["name"], row.cells["job_roles"]) for row in file.rows] == [(2, "周婷", "RECV;KEEPER")]


def test_headings_are_known_in_either_language_and_any_order() -> None:
    backwards = tuple(reversed(HEADINGS))
    chinese = as_csv([line()], headings=reversed(CHINESE), keys=backwards)
    both = as_csv([line()], headings=[f"{key} / {zh}" for key, zh in zip(HEADINGS, CHINESE, strict=True)])

    assert read_people_file(chinese).rows[0].cells == line()
    assert read_people_file(both).rows[0].cells == line()


@pytest.mark.requirement("B11")
def test_pay_recruitment_and_whatever_else_nobody_asked_for_is_left_aside() -> None:
    unasked = {"salary": "98000", "bank_account": "6222021001", "recruiter": "Headhunter Ltd", "id_card": "320501"}
    keys = (*HEADINGS, *unasked)
    file = read_people_file(as_csv([{**line(), **unasked}], headings=keys, keys=keys))

    assert file.rows[0].cells == line()
    assert faults(file) == []


def test_a_workbook_is_read_with_numbers_and_days_as_typed() -> None:
    row = {**line(), "number": 20260001, "from": datetime(2026, 9, 1), "to": date(2026, 12, 31)}  # noqa: DTZ001

    cells = read_people_file(as_xlsx([row])).rows[0].cells

    assert (cells["number"], cells["from"], cells["to"]) == ("20260001", "2026-09-01", "2026-12-31")


def test_formulas_are_found_and_refused_in_workbook_and_csv() -> None:
    rows = [line(), line("YF20260002", name='=CONCAT("周","婷")')]

    assert faults(read_people_file(as_xlsx(rows))) == [(3, "name", "formula")]
    assert faults(read_people_file(as_csv(rows))) == [(3, "name", "formula")]


def test_empty_lines_do_not_count_but_rows_keep_their_numbers() -> None:
    file = read_people_file(as_xlsx([line(), {}, line("YF20260002")]))

    assert [row.row for row in file.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (0, "", "empty_file")),
        (b"\n\n \n", (0, "", "empty_file")),
        (as_csv([]), (0, "", "no_rows")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", (0, "", "locked_or_old")),
        (b"\x89PNG\r\n\x1a\n\x00\x00", (0, "", "wrong_type")),
        (b"%PDF-1.7 \n hello", (0, "", "wrong_type")),
        (b"\x89PNG\r\n\x1a\nxxxx", (0, "", "wrong_type")),
        (b"<html><table><tr><td>number</td></tr></table></html>", (0, "", "wrong_type")),
        (b"who is who\nand who not", (1, "", "no_heading")),
        (b"PK\x03\x04 nothing behind it", (0, "", "damaged")),
        (as_xlsx([line()])[:900], (0, "", "damaged")),
    ],
)
def test_what_is_no_people_file_is_said_so(content: bytes, expected: tuple[int, str, str]) -> None:
    assert faults(read_people_file(content)) == [expected]


def test_fifty_megabytes_are_refused_before_anything_is_read() -> None:
    fault = size_fault(50 * 1024 * 1024)

    assert fault is not None
    assert (fault.code, fault.values) == ("too_large", {"size": "50", "limit": str(MAX_MEGABYTES)})


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr(name, content)
    return file.getvalue()


def test_a_zip_bomb_and_an_entity_bomb_are_refused_unopened() -> None:
    bomb = zipped("xl/sharedStrings.xml", b"0" * (90 * 1024 * 1024))
    entities = zipped("xl/sharedStrings.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>')

    assert faults(read_people_file(bomb)) == [(0, "", "suspicious")]
    assert faults(read_people_file(entities)) == [(0, "", "suspicious")]


def test_another_office_file_is_of_the_wrong_type() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")

    assert faults(read_people_file(file.getvalue())) == [(0, "", "wrong_type")]


def test_too_many_rows_are_refused() -> None:
    content = as_csv(line(f"YF{number}") for number in range(MAX_ROWS + 1))

    assert faults(read_people_file(content)) == [(0, "", "too_many_rows")]


def test_missing_and_double_columns_are_all_named() -> None:
    file = read_people_file(
        as_csv([line()], headings=("number", "工号", "name", "site"), keys=("number", "number", "name", "site"))
    )

    assert faults(file) == [
        (1, "number", "double_column"), (1, "department", "missing_column"), (1, "job_roles", "missing_column"),
        (1, "shift", "missing_column"), (1, "from", "missing_column"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)), ("2026/9/1", date(2026, 9, 1)), ("2026.9.1", date(2026, 9, 1)),
        ("2026年9月1日", date(2026, 9, 1)), ("20260901", date(2026, 9, 1)), ("46266", date(2026, 9, 1)),
        ("2026-09-01 00:00:00", date(2026, 9, 1)), ("2026/9/1 8:30", date(2026, 9, 1)), ("46266.354", date(2026, 9, 1)),
        ("2026-02-30", None), ("01/09/2026", None), ("soon", None),
        ("1900-01-01", None), ("99999", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_and_spreadsheets_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["9999-12-31", "9999/12/31 00:00:00", "99991231", "至今", "在职", "-", "—", "N/A"])
def test_what_systems_write_for_no_last_day_is_known(text: str) -> None:
    assert is_open_end(text)


@pytest.mark.parametrize("text", ["", "2026-12-31", "99999", "soon"])
def test_a_last_day_and_what_is_no_day_are_no_open_end(text: str) -> None:
    assert not is_open_end(text)


TITLE = ["Yuanfan Medical, list of people", *[""] * 8]


def test_a_title_and_a_date_may_stand_above_the_heading() -> None:
    above = [TITLE, [], ['=TEXT(TODAY(),"yyyy")', "", "", "", "", "", "", "", ""]]

    workbook = read_people_file(as_book({"People": [*above, CHINESE, list(line().values())]}))
    text = read_people_file(
        ",".join(TITLE).encode() + b"\n\nsep=;\n" + as_csv([line()], separator=";", encoding="utf-8")
    )

    assert [(row.row, row.cells) for row in workbook.rows] == [(5, line())]
    assert [(row.row, row.cells) for row in text.rows] == [(5, line())]
    assert faults(workbook) == faults(text) == []


def test_headings_are_known_as_hr_systems_write_them() -> None:
    headings = (
        "工 号*", "姓　名（必填）", "所属部门", "Plant", "岗位\n（多个用分号）", "班 次:", "E-Mail", "开始日期", "End date",
    )  # fmt: skip

    file = read_people_file(as_xlsx([line()], headings=headings))

    assert (file.rows[0].cells, faults(file)) == ({**line(), "to": ""}, [])


def test_our_own_heading_outweighs_another_one_for_the_same_column() -> None:
    keys = (*HEADINGS, "name of it")
    file = read_people_file(as_csv([{**line(), "name of it": "仓"}], headings=(*HEADINGS, "部门名称"), keys=keys))

    assert (file.rows[0].cells, faults(file)) == (line(), [])


def test_the_people_may_stand_on_another_sheet_than_the_open_one() -> None:
    file = read_people_file(as_book({"说明": [["本表由人事部维护"]], "人员": [CHINESE, list(line().values())]}))

    assert [row.cells for row in file.rows] == [line()]


def test_people_on_two_sheets_are_refused_because_one_would_be_left_out() -> None:
    rows = [CHINESE, list(line().values())]

    file = read_people_file(as_book({"苏州": rows, "成都": rows}))

    assert (faults(file), file.faults[0].values) == ([(0, "", "several_sheets")], {"sheets": "苏州, 成都"})


def test_a_hidden_sheet_is_not_meant() -> None:
    rows = [CHINESE, list(line().values())]

    file = read_people_file(as_book({"人员": rows, "旧": rows}, hidden={"旧"}))

    assert ([row.cells for row in file.rows], faults(file)) == ([line()], [])


def test_a_text_that_a_spreadsheet_dressed_as_a_formula_keeps_its_zeros() -> None:
    content = (",".join(HEADINGS) + '\n"=""00123""",周婷,WHS,SZ,RECV,day,,2026-09-01,').encode()

    file = read_people_file(content)

    assert (file.rows[0].cells["number"], faults(file)) == ("00123", [])


def test_blanks_and_invisible_marks_around_a_value_are_no_part_of_it() -> None:
    file = read_people_file(as_xlsx([line(name=" \u200b周婷\u3000\ufeff ")]))

    assert file.rows[0].cells["name"] == "周婷"

"""The JSON-RPC client: Tryton's refusals keep their words, its values keep their kind, and a server that is gone is named.

A small HTTP server stands for Tryton here; the real one is spoken to in test_tryton.py.
"""

import datetime
import json
import socket
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from scenarios.backends.api import TrytonClient, TrytonGoneError, TrytonRefusedError

LOGGED_IN = {"id": 1, "result": [7, "key", None]}


class Answering(HTTPServer):
    """Answers each request with the next thing it was given, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.answers: list[tuple[int, str]] = []
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    def will_say(self, *answers: Any) -> None:
        """What it says next; a text is sent as it is, with status 200."""
        self.answers += [(200, answer if isinstance(answer, str) else json.dumps(answer)) for answer in answers]


class Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Answering

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization", ""), body))
        status, text = self.server.answers.pop(0)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_parts: Any) -> None:
        """Nothing is logged."""


@pytest.fixture
def tryton() -> Iterator[Answering]:
    server = Answering()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def client_of(server: Answering) -> TrytonClient:
    return TrytonClient(server.server_port, "erp", "secret", context={"company": 1})


def test_a_call_is_made_in_the_session_of_whoever_acts(tryton: Answering) -> None:
    tryton.will_say(LOGGED_IN, {"id": 2, "result": [4]}, {"id": 3, "result": [5]})
    client = client_of(tryton)
    assert client.create("lin.buyer", "purchase.purchase", {"party": 3}) == [4]
    assert client.create("lin.buyer", "purchase.purchase", {"party": 3}) == [5]
    login, first, second = tryton.asked
    assert login == (
        "/erp/rpc/",
        "",
        {"id": 1, "method": "common.db.login", "params": ["lin.buyer", {"password": "secret"}, "en"]},
    )
    assert first[1] == second[1] == "Session bGluLmJ1eWVyOjc6a2V5"
    assert first[2]["method"] == "model.purchase.purchase.create"
    assert first[2]["params"] == [[{"party": 3}], {"company": 1}]


def test_a_refusal_keeps_trytons_words(tryton: Answering) -> None:
    tryton.will_say(
        LOGGED_IN, {"id": 2, "error": ["UserError", ["You are not allowed to access “Purchase”.", "", None]]}
    )
    with pytest.raises(TrytonRefusedError) as refused:
        client_of(tryton).search_read("zhou.rcv", "purchase.purchase", [], ["id"])
    assert (refused.value.words, refused.value.kind) == ("You are not allowed to access “Purchase”.", "UserError")


def test_a_warning_is_a_refusal_that_names_itself(tryton: Answering) -> None:
    tryton.will_say(
        LOGGED_IN, {"id": 2, "error": ["UserWarning", ["more_than_ordered", "More than ordered.", "Sure?"]]}
    )
    with pytest.raises(TrytonRefusedError) as refused:
        client_of(tryton).press("zhou.rcv", "stock.shipment.in", "receive", [1])
    assert refused.value.words == "More than ordered. Sure?"
    assert (refused.value.kind, refused.value.warning) == ("UserWarning", "more_than_ordered")


def test_a_fault_inside_tryton_is_a_refusal_and_not_a_result(tryton: Answering) -> None:
    tryton.will_say(LOGGED_IN, {"id": 2, "error": ["'res.user'", "Traceback"]})
    with pytest.raises(TrytonRefusedError) as refused:
        client_of(tryton).read("lin.buyer", "res.user", [1], ["name"])
    assert (refused.value.words, refused.value.kind) == ("'res.user'", "fault")


def test_a_login_that_fails_says_whose(tryton: Answering) -> None:
    tryton.answers.append((401, ""))
    with pytest.raises(TrytonRefusedError) as refused:
        client_of(tryton).read("nobody", "res.user", [1], ["name"])
    assert refused.value.kind == "LoginException"
    assert refused.value.words.startswith("nobody cannot log in")


def test_dates_and_money_keep_their_kind_both_ways(tryton: Answering) -> None:
    there = {"id": 1, "day": {"__class__": "date", "year": 2026, "month": 12, "day": 1}}
    there["price"] = {"__class__": "Decimal", "decimal": "12.50"}
    tryton.will_say(LOGGED_IN, {"id": 2, "result": [there]}, {"id": 3, "result": None})
    client = client_of(tryton)
    (row,) = client.read("lin.buyer", "purchase.line", [1], ["day", "price"])
    assert (row["day"], row["price"]) == (datetime.date(2026, 12, 1), Decimal("12.50"))
    client.write("lin.buyer", "purchase.line", [1], {"day": row["day"], "price": row["price"]})
    assert tryton.asked[-1][2]["params"][1] == {"day": there["day"], "price": there["price"]}


def test_records_come_back_in_the_order_they_were_asked_for(tryton: Answering) -> None:
    tryton.will_say(LOGGED_IN, {"id": 2, "result": [{"id": 2}, {"id": 9}]})
    assert client_of(tryton).read("lin.buyer", "stock.move", [9, 2], ["id"]) == [{"id": 9}, {"id": 2}]


def test_reading_no_records_asks_nobody(tryton: Answering) -> None:
    assert client_of(tryton).read("lin.buyer", "stock.move", [], ["id"]) == []
    assert tryton.asked == []


def test_a_server_that_is_gone_is_named() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(TrytonGoneError, match=f"No Tryton answers at 127.0.0.1:{port}"):
        TrytonClient(port, "erp", "secret").read("lin.buyer", "stock.move", [1], ["id"])


def test_something_else_that_listens_there_is_not_taken_for_tryton(tryton: Answering) -> None:
    tryton.will_say("<html>Welcome</html>")
    with pytest.raises(TrytonGoneError, match="no JSON"):
        client_of(tryton).read("lin.buyer", "stock.move", [1], ["id"])

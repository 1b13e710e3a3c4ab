"""A thin JSON-RPC client for Tryton 8.2: one session a person, values as Tryton spells them, refusals with its words."""

from __future__ import annotations

import base64
import datetime
import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

ADMIN = "admin"
TIMEOUT_SECONDS = 120
Domain = Sequence[Any]
Row = dict[str, Any]


class TrytonGoneError(Exception):
    """Nobody answers at Tryton's address, or what answers does not speak its protocol."""


class TrytonRefusedError(Exception):
    """Tryton understood and said no; `words` are its own, `warning` names one that may be confirmed."""

    def __init__(self, words: str, *, kind: str = "UserError", warning: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.kind = kind
        self.warning = warning


@dataclass
class TrytonClient:
    """Speaks to one database of one server; `acting_as` picks the session that a call is made in."""

    port: int
    database: str
    password: str
    host: str = "127.0.0.1"
    context: Row = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict, repr=False)
    _calls: int = 0

    def call(self, user: str, method: str, *params: Any) -> Any:
        """Call a method as somebody, logging them in first if need be."""
        if user not in self._sessions:
            self._sessions[user] = self._log_in(user)
        return self._post(method, [*params, dict(self.context)], self._sessions[user])

    def search_read(self, user: str, model: str, domain: Domain, fields: Sequence[str], order: Any = None) -> list[Row]:
        """Read the records of a model that a domain finds, by id unless another order is asked for."""
        found: list[Row] = self.call(
            user, f"model.{model}.search_read", list(domain), 0, None, order or [["id", "ASC"]], list(fields)
        )
        return found

    def read(self, user: str, model: str, ids: Sequence[int], fields: Sequence[str]) -> list[Row]:
        """Read fields of records, in the order of the ids."""
        if not ids:
            return []
        rows: list[Row] = self.call(user, f"model.{model}.read", list(ids), list(fields))
        by_id = {row["id"]: row for row in rows}
        return [by_id[number] for number in ids]

    def create(self, user: str, model: str, *values: Mapping[str, Any]) -> list[int]:
        """Create records; returns their ids."""
        ids: list[int] = self.call(user, f"model.{model}.create", [dict(row) for row in values])
        return ids

    def write(self, user: str, model: str, ids: Sequence[int], values: Mapping[str, Any]) -> None:
        """Write the same values to records."""
        self.call(user, f"model.{model}.write", list(ids), dict(values))

    def press(self, user: str, model: str, button: str, ids: Sequence[int]) -> Any:
        """Press a button of records. What comes back, if anything, is an action that Tryton wants done first."""
        return self.call(user, f"model.{model}.{button}", list(ids))

    def wizard(
        self,
        user: str,
        name: str,
        steps: Sequence[tuple[str, str, Row]],
        *,
        on: str,
        ids: Sequence[int],
        action: int | None = None,
    ) -> Row:
        """Walk a wizard on records; `steps` are (state, form, values) and the answer to the last one is returned.

        Without steps it is only begun. `action` is the number under which a button asked for it.
        """
        session, start, _end = self.call(user, f"wizard.{name}.create")
        context = {"active_model": on, "active_id": ids[0] if ids else None, "active_ids": list(ids)}
        if action is not None:
            context["action_id"] = action
        forms: dict[str, Row] = {}
        said: Row = {}
        try:
            for state, form, values in steps or [(start, "", {})]:
                if form:
                    forms[form] = values
                said = self._post(
                    f"wizard.{name}.execute",
                    [session, forms, state, {**self.context, **context}],
                    self._sessions[user],
                )
        finally:
            self._post(f"wizard.{name}.delete", [session, {**self.context, **context}], self._sessions[user])
        return said

    def today(self) -> datetime.date:
        """Tryton's own day: its process counts in UTC, so that for the first eight hours of a day in China it is yesterday there."""
        day: datetime.date = self.call(ADMIN, "model.ir.date.today")
        return day

    def forget_sessions(self) -> None:
        """Log everybody in anew: a database put back does not know the sessions opened since."""
        self._sessions.clear()

    def _log_in(self, user: str) -> str:
        try:
            answer = self._post("common.db.login", [user, {"password": self.password}, "en"], "")
        except TrytonRefusedError as refused:
            raise TrytonRefusedError(f"{user} cannot log in: {refused.words}", kind="LoginException") from refused
        number, key = answer[0], answer[1]
        return base64.b64encode(f"{user}:{number}:{key}".encode()).decode()

    def _post(self, method: str, params: list[Any], session: str) -> Any:
        self._calls += 1
        body = json.dumps({"id": self._calls, "method": method, "params": params}, default=_spell)
        headers = {"Content-Type": "application/json"}
        if session:
            headers["Authorization"] = f"Session {session}"
        try:
            connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_SECONDS)
            try:
                connection.request("POST", f"/{self.database}/rpc/", body, headers)
                response = connection.getresponse()
                text = response.read()
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise TrytonGoneError(f"No Tryton answers at {self.host}:{self.port}: {error}") from error
        if response.status in {401, 403}:
            raise TrytonRefusedError(f"HTTP {response.status} {response.reason}", kind="LoginException")
        try:
            answer = json.loads(text, object_hook=_understand)
        except ValueError as error:
            raise TrytonGoneError(
                f"{self.host}:{self.port} answered {response.status} {response.reason} and no JSON"
            ) from error
        return _result(answer)


def _result(answer: Any) -> Any:
    if not isinstance(answer, dict) or "error" not in answer:
        return answer.get("result") if isinstance(answer, dict) else answer
    error = answer["error"]
    kind = str(error[0]) if error else "error"
    if kind == "UserError":
        message, description, *_ = error[1]
        raise TrytonRefusedError(" ".join(part for part in (message, description) if part))
    if kind == "UserWarning":
        name, message, description = error[1]
        words = " ".join(part for part in (message, description) if part)
        raise TrytonRefusedError(words, kind=kind, warning=name)
    raise TrytonRefusedError(str(error[0]), kind="fault")


def _spell(value: Any) -> Row:
    if isinstance(value, datetime.datetime):
        parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return {"__class__": "datetime", **{part: getattr(value, part) for part in parts}}
    if isinstance(value, datetime.date):
        return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}
    if isinstance(value, datetime.timedelta):
        return {"__class__": "timedelta", "seconds": value.total_seconds()}
    if isinstance(value, Decimal):
        return {"__class__": "Decimal", "decimal": str(value)}
    raise TypeError(f"Tryton has no spelling for {type(value).__name__}")


def _understand(row: Row) -> Any:
    kind = row.get("__class__")
    if kind == "Decimal":
        return Decimal(row["decimal"])
    if kind == "date":
        return datetime.date(row["year"], row["month"], row["day"])
    if kind == "datetime":
        parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return datetime.datetime(*(row[part] for part in parts))  # noqa: DTZ001 — Tryton's moments bear no zone
    if kind == "timedelta":
        return datetime.timedelta(seconds=row["seconds"])
    if kind == "bytes":
        return base64.b64decode(row["base64"])
    return row

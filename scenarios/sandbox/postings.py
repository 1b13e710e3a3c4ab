"""The consequences of a command before it is posted, as T-accounts and stock movements; and in a sentence afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from scenarios.engine.api import JournalEntry, Preview
from scenarios.engine.quantities import money_text
from scenarios.sandbox.posting_commands import does_post
from scenarios.sandbox.wording import Words


@dataclass
class TAccount:
    """One account with what would be written on either side."""

    name: str
    debits: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Consequences:
    """All that a command would do, for the eye."""

    accounts: tuple[TAccount, ...]
    total: str
    stock: tuple[str, ...]
    documents: tuple[str, ...]


def consequences(seen: Preview, words: Words) -> Consequences:
    """The preview in words."""
    accounts: dict[str, TAccount] = {}
    for line in seen.ledger_lines:
        number = line["account"]
        account = accounts.setdefault(number, TAccount(f"{number} {words.name_of('ACCOUNT', number)}"))
        if line["debit"]:
            account.debits.append(money_text(line["debit"]))
        if line["credit"]:
            account.credits.append(money_text(line["credit"]))
    stock = tuple(
        words.told(
            words.choice("movement", move["movement"]),
            f"{move['item']} {move['lot']} {words.choice('stock_type', move['stock_type'])} "
            f"{'+' if move['quantity'] > 0 else ''}{words.quantity(move['item'], move['quantity'])}",
        )
        for move in seen.stock_moves
    )
    documents = tuple(words.object(name) for name in (*seen.created, *seen.changed))
    return Consequences(tuple(accounts.values()), money_text(seen.debit), stock, documents)


def done_words(words: Words, entry: JournalEntry, made: Iterable[str] = ()) -> str:
    """What was done, and the documents that it made."""
    sentence = _("Posted: %(command)s.") if does_post(entry.command.name) else _("Done: %(command)s.")
    done = sentence % {"command": words.command(entry.command.name)}
    said = words.listed(words.object(name) for name in made)
    return f"{done} {said}".strip()

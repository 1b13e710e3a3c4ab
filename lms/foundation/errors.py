"""The root of all refusals: an error that carries a sentence for the person who met it."""

from typing import Any


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The product declines, says why and what to do next; `code` is stable, `sentence` is translated."""

    code = "REFUSED"

    def __init__(self, sentence: Any, code: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.code

    def __str__(self) -> str:
        return str(self.sentence)

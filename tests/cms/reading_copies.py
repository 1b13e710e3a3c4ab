"""What a file that is read without a network says, where it leads, and what in it could run."""

import re
from html.parser import HTMLParser

ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "data", "background", "xlink:href"}
RUNS = {"script", "iframe", "object", "embed", "link", "base", "form"}


class Reading(HTMLParser):
    """What a file says and where it leads."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, text: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.said.append(text)

    @property
    def words(self) -> str:
        """Everything a reader reads, without spaces."""
        return plain("".join(self.said))

    @property
    def leads_to(self) -> list[str]:
        """Addresses in it, other than places and pictures within it."""
        addresses = [value for name, value in self.attributes if name in ADDRESSES]
        return [address for address in addresses if not address.startswith(("#", "data:image/"))]

    @property
    def runs(self) -> list[str]:
        """What could run or fetch something."""
        return [tag for tag in self.tags if tag in RUNS] + [
            name for name, _value in self.attributes if name.startswith("on") or name == "style"
        ]


def plain(text: str) -> str:
    """The text without its spaces, to be looked for in `Reading.words`."""
    return re.sub(r"\s+", "", text)

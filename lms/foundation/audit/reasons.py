"""Reasons that the program itself writes into the trail, told in the reader's language.

An entry keeps the text that was hashed, for ever. What stands here is how such a text reads in either language; a reason
that a person gave is nobody's to translate and is shown as it was given. A wording that was once written stays listed,
because entries with it stay.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import pgettext_lazy

from lms.foundation.audit.wording import VALUE_WORDS, value_word


@dataclass(frozen=True)
class ProgramReason:
    """Texts as stored, with {names} where something varies, and the words that stand for them."""

    stored: tuple[str, ...]
    words: Any

    def read(self, text: str) -> dict[str, str] | None:
        """What varies in `text`, if it is one of these."""
        for pattern in _patterns(self.stored):
            if found := pattern.fullmatch(text):
                return found.groupdict()
        return None


PROGRAM_REASONS = (
    ProgramReason(("{method}: {outcome}",), pgettext_lazy("audit reason", "%(method)s: %(outcome)s")),
    ProgramReason(
        ("{exam}: attempt {number} begun",), pgettext_lazy("audit reason", "%(exam)s: attempt %(number)s begun")
    ),
    ProgramReason(("{exam}: assessment begun",), pgettext_lazy("audit reason", "%(exam)s: assessment begun")),
    ProgramReason(("Loaded from its file",), pgettext_lazy("audit reason", "Loaded from its file")),
    ProgramReason(("Loaded from the blueprints",), pgettext_lazy("audit reason", "Loaded from the blueprints")),
    ProgramReason(("Loaded from a question bank",), pgettext_lazy("audit reason", "Loaded from a question bank")),
    ProgramReason(
        ("snapshot {snapshot} of {go_live}",),
        pgettext_lazy("audit reason", "Readiness report %(snapshot)s of go-live %(go_live)s"),
    ),
    ProgramReason(
        ("{count} failed signature attempts within {window}",),
        pgettext_lazy("audit reason", "%(count)s failed attempts to sign within %(window)s (h:min:s)"),
    ),
    ProgramReason(("HR file {name}", "人事文件 {name}"), pgettext_lazy("audit reason", "HR file %(name)s")),
    ProgramReason(
        ("The last post has ended.", "最后一个岗位已结束。"), pgettext_lazy("audit reason", "The last post has ended.")
    ),
    ProgramReason(("本人修改 / Changed by its owner",), pgettext_lazy("audit reason", "Changed by its owner")),
    ProgramReason(("查看结束 / Finished looking",), pgettext_lazy("audit reason", "Finished looking")),
    ProgramReason(
        ("本人已阅读签名政策并受其约束 / I have read the signature policy and it binds me",),
        pgettext_lazy("audit reason", "I have read the signature policy and it binds me"),
    ),
    ProgramReason(
        ("通过本人邮箱的一次性链接设置 / Set by a one-time link from the own mailbox",),
        pgettext_lazy("audit reason", "Set by a one-time link sent to their own mailbox"),
    ),
    ProgramReason(
        ("通过当面交付的一次性链接设置，须重新核实身份 / Set by a link handed over: identity to be verified anew",),
        pgettext_lazy("audit reason", "Set by a link handed over: identity to be verified anew"),
    ),
    ProgramReason(
        ("所要求的证据已齐全 / All evidence that this qualification asks for has been given",),
        pgettext_lazy("audit reason", "All evidence that this qualification asks for has been given"),
    ),
    ProgramReason(
        ("纸质证书按原有效期迁入 / Paper certificates taken over",),
        pgettext_lazy("audit reason", "Paper certificates taken over with their validity"),
    ),
    ProgramReason(("纸质证书 / Paper certificate",), pgettext_lazy("audit reason", "Paper certificate")),
    ProgramReason(
        ("Taken over from the HR master when the demonstration company was built", "Taken over from the HR master"),
        pgettext_lazy("audit reason", "Taken over from the HR master"),
    ),
    ProgramReason(("Author", "编写人"), pgettext_lazy("audit reason", "Author")),
    ProgramReason(("Reviewed", "审核"), pgettext_lazy("audit reason", "Reviewed")),
    ProgramReason(("Approved", "批准"), pgettext_lazy("audit reason", "Approved")),
    ProgramReason(("Approved for use", "批准使用"), pgettext_lazy("audit reason", "Approved for use")),
    ProgramReason(("Read and understood", "已阅读并理解"), pgettext_lazy("audit reason", "Read and understood")),
    ProgramReason(("Performed by me", "由本人执行"), pgettext_lazy("audit reason", "Performed by me")),
    ProgramReason(("Assessed by me", "由本人考评"), pgettext_lazy("audit reason", "Assessed by me")),
    ProgramReason(("Decided", "决定"), pgettext_lazy("audit reason", "Decided")),
    ProgramReason(("Took part", "参加"), pgettext_lazy("audit reason", "Took part")),
)


def shown_reason(stored: str) -> str:
    """The reason in the reader's language where the program wrote it; a person's own words as they are."""
    for reason in PROGRAM_REASONS:
        varying = reason.read(stored)
        if varying is not None:
            return str(reason.words) % {name: value_word(name, value) for name, value in varying.items()}
    return stored


_VARYING = {
    "method": "|".join(VALUE_WORDS["method"]), "outcome": "|".join(VALUE_WORDS["outcome"]), "number": r"\d+", "count": r"\d+",
    "exam": r"[A-Z0-9-]+", "go_live": r"\S+", "snapshot": r"S-\d+", "window": r"\d+:\d\d:\d\d", "name": ".+",
}  # fmt: skip


@lru_cache(maxsize=len(PROGRAM_REASONS))
def _patterns(stored: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(one)) for one in stored)


def _pattern(stored: str) -> str:
    parts = re.split(r"\{(\w+)\}", stored)
    names = [f"(?P<{name}>{_VARYING[name]})" for name in parts[1::2]]
    fixed = [re.escape(text) for text in parts[::2]]
    return "".join(text + name for text, name in zip(fixed, [*names, ""], strict=True))

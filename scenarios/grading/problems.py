"""Problem: one thing wrong in a scenario file, as a value, so that an author sees all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.text import Text


@dataclass(frozen=True)
class Problem:
    """Where it is (file, line, field) and what is wrong, in a sentence."""

    file: str
    line: int
    field: str
    sentence: Text

    def say(self, language: str) -> str:
        """Return one line for a terminal or a list on a page."""
        return f"{self.file}:{self.line}: {self.field}: {self.sentence.say(language)}"


MISSING = Text("缺少必填字段“{key}”。", "The field “{key}” is required.")
UNKNOWN = Text("不认识字段“{key}”，可用字段：{known}。", "The field “{key}” is not known here; known are: {known}.")
NOT_TABLE = Text("这里应当是“字段: 值”的表。", "A table of “field: value” is expected here.")
NOT_LIST = Text("这里应当是列表。", "A list is expected here.")
NOT_TEXT = Text("这里应当是文字。", "A text is expected here.")
NOT_BILINGUAL = Text(
    "这里应当有中文和英文两段文字（zh、en），都不能为空。",
    "Two texts are expected here, Chinese and English (zh, en), and neither may be empty.",
)
NOT_NUMBER = Text("这里应当是数字。", "A number is expected here.")
NOT_INTEGER = Text("这里应当是整数（数量按物料的小数位，金额按分）。", "A whole number is expected (money in cents).")
NOT_BOOLEAN = Text("这里应当是 true 或 false。", "True or false is expected here.")
NOT_CHOICE = Text("“{value}”不在可选值之内：{known}。", "“{value}” is none of the allowed values: {known}.")
TWICE = Text("“{key}”出现了两次。", "“{key}” is given twice.")
NOT_YAML = Text("文件不能读成 YAML：{reason}", "The file cannot be read as YAML: {reason}")
BELOW = Text("数值不能小于 {least}。", "The value may not be less than {least}.")

"""Shapes of the authoring forms; what a change means is decided in the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from scenarios.authoring.document import Tree, parsed
from scenarios.sandbox.models import Attempt

LARGEST_FILE = 1_000_000
"""bytes; the largest drill of the catalogue is a twentieth of that"""
MOST_VALUES = 6


class RecordForm(forms.Form):
    """What a play-through is to become."""

    code = forms.CharField(
        label=pgettext_lazy("identifier", "Code"), max_length=10, help_text=gettext_lazy("Like P2P-07.")
    )
    title_zh = forms.CharField(label=gettext_lazy("Title (Chinese)"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title (English)"), max_length=200)
    cut = forms.TypedChoiceField(label=gettext_lazy("The learner takes over after"), coerce=int, widget=forms.Select)

    def __init__(self, *args: Any, steps: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cut"].choices = [(0, _("the opening: everything I did is the way it is done")), *steps]  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """One YAML file with a drill and its paths."""

    file = forms.FileField(label=gettext_lazy("YAML file"))

    def clean_file(self) -> Any:
        """Refuse what is too large or no text; the loader names everything else with its line."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 1 MB. A drill with its paths is far smaller."))
        try:
            self.cleaned_data["text"] = given.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("The file is not UTF-8 text. Save it as UTF-8 and upload it again.")
            ) from error
        return given


class BasicsForm(forms.Form):
    """What the learner reads, and what the catalogue says."""

    title_zh = forms.CharField(label=gettext_lazy("Title (Chinese)"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title (English)"), max_length=200)
    brief_zh = forms.CharField(label=gettext_lazy("Situation (Chinese)"), widget=forms.Textarea(attrs={"rows": 6}))
    brief_en = forms.CharField(label=gettext_lazy("Situation (English)"), widget=forms.Textarea(attrs={"rows": 6}))
    wanted_zh = forms.CharField(
        label=gettext_lazy("What is wanted (Chinese), one line each"), widget=forms.Textarea(attrs={"rows": 4})
    )
    wanted_en = forms.CharField(
        label=gettext_lazy("What is wanted (English), one line each"), widget=forms.Textarea(attrs={"rows": 4})
    )
    debrief_zh = forms.CharField(label=gettext_lazy("Debrief (Chinese)"), widget=forms.Textarea(attrs={"rows": 6}))
    debrief_en = forms.CharField(label=gettext_lazy("Debrief (English)"), widget=forms.Textarea(attrs={"rows": 6}))
    chain = forms.CharField(label=gettext_lazy("Chain"), max_length=10)
    steps = forms.CharField(label=gettext_lazy("Process steps, separated by spaces"), max_length=200)
    roles = forms.CharField(label=gettext_lazy("Job roles, separated by spaces"), max_length=200)
    difficulty = forms.TypedChoiceField(
        label=gettext_lazy("Difficulty"), coerce=int, choices=[(1, "1"), (2, "2"), (3, "3")]
    )
    target_minutes = forms.IntegerField(label=gettext_lazy("Usual minutes"), min_value=1, max_value=600)
    hard_minutes = forms.IntegerField(label=gettext_lazy("At most minutes"), min_value=1, max_value=6000)
    pass_score = forms.IntegerField(label=gettext_lazy("Pass mark"), min_value=1, max_value=100)
    version = forms.RegexField(label=gettext_lazy("Version"), regex=r"^\d+\.\d+\.\d+$", max_length=20)

    def clean(self) -> dict[str, Any]:
        """As many lines in one language as in the other."""
        cleaned: dict[str, Any] = super().clean() or {}
        pairs = [cleaned.get(f"wanted_{language}", "").strip().splitlines() for language in ("zh", "en")]
        if all(pairs) and len(pairs[0]) != len(pairs[1]):
            self.add_error("wanted_en", _("Both languages need the same number of lines."))
        return cleaned

    @classmethod
    def values_of(cls, tree: Tree) -> dict[str, Any]:
        """What a draft holds, as this form shows it."""
        tags, time = tree.get("tags") or {}, tree.get("time") or {}
        shown: dict[str, Any] = {
            f"{name}_{language}": (tree.get(name) or {}).get(language, "")
            for name in ("title", "brief", "debrief")
            for language in ("zh", "en")
        }
        for language in ("zh", "en"):
            shown[f"wanted_{language}"] = "\n".join(str(row.get(language, "")) for row in tree.get("wanted") or [])
        return shown | {
            "chain": tags.get("chain", ""),
            "steps": " ".join(tags.get("steps") or []),
            "roles": " ".join(tags.get("roles") or []),
            "difficulty": tags.get("difficulty", 1),
            "target_minutes": time.get("target_minutes", 30),
            "hard_minutes": time.get("hard_minutes", 60),
            "pass_score": (tree.get("pass") or {}).get("score", 80),
            "version": tree.get("version", "1.0.0"),
        }

    def applied(self, tree: Tree) -> Tree:
        """The tree with what was entered."""
        given = self.cleaned_data
        lines = [given[f"wanted_{language}"].strip().splitlines() for language in ("zh", "en")]
        texts = {
            name: {language: given[f"{name}_{language}"].replace("\r\n", "\n").strip() for language in ("zh", "en")}
            for name in ("title", "brief", "debrief")
        }
        tags = {"chain": given["chain"], "steps": given["steps"].split(), "roles": given["roles"].split()}
        return {
            **tree,
            **texts,
            "version": given["version"],
            "tags": {**(tree.get("tags") or {}), **tags, "difficulty": given["difficulty"]},
            "wanted": [{"zh": zh.strip(), "en": en.strip()} for zh, en in zip(*lines, strict=True)],
            "time": {
                **(tree.get("time") or {}),
                "target_minutes": given["target_minutes"],
                "hard_minutes": given["hard_minutes"],
            },
            "pass": {**(tree.get("pass") or {}), "score": given["pass_score"]},
        }


class TwistForm(forms.Form):
    """A value that is to differ from attempt to attempt."""

    name = forms.RegexField(
        label=gettext_lazy("Name"),
        regex=r"^[a-z_][a-z0-9_]{1,30}$",
        help_text=gettext_lazy("Small letters; the text may then say $name."),
    )
    values = forms.CharField(
        label=gettext_lazy("Values, the recorded one first, separated by |"),
        help_text=gettext_lazy("Money in cents, quantities in the item's decimals: 1250 | 1275 | 1300"),
    )

    def clean_values(self) -> list[Any]:
        """Two to six values, read as YAML reads them."""
        parts = [part.strip() for part in self.cleaned_data["values"].split("|") if part.strip()]
        if not 1 < len(parts) <= MOST_VALUES:
            raise forms.ValidationError(_("Give two to six values."))
        return [parsed(f"value: {part}").get("value") for part in parts]


class PathForm(forms.Form):
    """A trial that is recorded as one more way."""

    attempt = forms.ModelChoiceField(label=gettext_lazy("Trial"), queryset=Attempt.objects.none())
    title_zh = forms.CharField(label=gettext_lazy("What is done (Chinese)"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("What is done (English)"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("This way is"),
        choices=[
            ("wrong", gettext_lazy("wrong: it must fail as it fails now")),
            ("solution", gettext_lazy("right too")),
        ],
    )

    def __init__(self, *args: Any, attempts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attempt"].queryset = attempts  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why, for the audit trail."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    edit_count = forms.IntegerField(widget=forms.HiddenInput)

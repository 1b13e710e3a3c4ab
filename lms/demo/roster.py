"""Inventing the company's people from the parameters of people.yaml: same seed, same people. Pure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

Parameters = dict[str, Any]
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Post:
    """One posting by codes."""

    job_role: str
    department: str
    site: str
    shift: str
    starts_on: date
    ends_on: date | None = None
    line: str = ""
    station: str = ""
    is_main: bool = True
    is_key_user: bool = False
    is_early_bird: bool = False


@dataclass
class Somebody:
    """An invented person with postings, absences and what the demonstration needs to know."""

    name: str
    pinyin: tuple[str, str]
    posts: list[Post]
    number: str = ""
    email: str = ""
    language: str = "zh-hans"
    absences: list[tuple[date, date]] = field(default_factory=list)

    @property
    def main(self) -> Post:
        """The main post."""
        return self.posts[0]

    @property
    def name_latin(self) -> str:
        """Surname first, as on the badge."""
        return f"{self.pinyin[0].capitalize()} {self.pinyin[1].capitalize()}"


def invent_people(parameters: Parameters, seed: int) -> list[Somebody]:
    """Everybody of the demonstration: active people by headcount, joiners among them, leavers and future joiners beside."""
    maker = _Maker(parameters, Random(seed))
    maker.fill_headcount()
    maker.take_in_joiners()
    maker.add_leavers_and_future_joiners()
    maker.place_at_lines_and_stations()
    maker.mark_absences()
    maker.add_double_roles()
    maker.add_champions()
    maker.mark_designations()
    maker.number_and_address()
    return maker.people


class _Maker:
    """Holds the dice and the names already given while the roster grows."""

    def __init__(self, parameters: Parameters, dice: Random) -> None:
        self.parameters, self.dice = parameters, dice
        self.people: list[Somebody] = []
        self.names_given: set[str] = {row["name"]["zh"] for row in parameters["named_people"]}
        self.waiting: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in parameters["named_people"]:
            self.waiting[row["job_role"], row["site"], row["shift"]].append(row)
        self.departments = {row["job_role"]: row["department"] for row in parameters["headcount"]}

    def fill_headcount(self) -> None:
        """The active people by their main post; those the demonstration needs by name take the first places."""
        for row in self.parameters["headcount"]:
            key = (row["job_role"], row["site"], row["shift"])
            for _ in range(row["n"]):
                named = self.waiting[key].pop(0) if self.waiting[key] else None
                post = Post(row["job_role"], row["department"], row["site"], row["shift"], self._hired_on())
                self.people.append(self._named(named, post) if named else self._invented(post))

    def take_in_joiners(self) -> None:
        """Some of the headcount came in the last weeks; nobody with a planted story but the one whose story it is."""
        for row in self.parameters["changes"]["joiners"]:
            joined = date.fromisoformat(row["joined"])
            fitting = self._active(row["job_role"], row["site"], row["shift"])
            planted = {
                one["name"]["zh"]
                for one in self.parameters["named_people"]
                if "入职" in one.get("note", {}).get("zh", "")
            }
            fitting.sort(key=lambda one: one.name not in planted)
            chosen = [one for one in fitting if one.name in planted or one.name not in self._named_names()]
            for one in chosen[: row["n"]]:
                one.posts[0] = replace(one.main, starts_on=joined)

    def add_leavers_and_future_joiners(self) -> None:
        """People outside the headcount: those who have left, and those who have signed and not begun."""
        for row in self.parameters["changes"]["leavers"]:
            for _ in range(row["n"]):
                post = self._post(row, self._hired_on(), date.fromisoformat(row["left"]))
                self.people.append(self._invented(post))
        for row in self.parameters["changes"]["future_joiners"]:
            for _ in range(row["n"]):
                self.people.append(self._invented(self._post(row, date.fromisoformat(row["joins"]))))

    def place_at_lines_and_stations(self) -> None:
        """Line operators stand at a line and, along another axis, at a station; the sealers are those with a story."""
        sealers = {
            one["name"]["zh"] for one in self.parameters["named_people"] if "热封" in one.get("note", {}).get("zh", "")
        }
        for shift in ("day", "evening", "night"):
            operators = sorted(self._active("LINE-OP", "SZ", shift), key=lambda one: one.name not in sealers)
            stations = [row for row in self.parameters["stations"] if row["station"] == "SEAL"]
            stations += [row for row in self.parameters["stations"] if row["station"] != "SEAL"]
            self._deal(operators, [(row["station"], row[shift]) for row in stations], "station")
            self.dice.shuffle(operators)
            lines = [row for row in self.parameters["lines"] if row["job_role"] == "LINE-OP"]
            self._deal(operators, [(row["line"], row[shift]) for row in lines], "line")
            leads = [row for row in self.parameters["lines"] if row["job_role"] == "LINE-LEAD"]
            self._deal(self._active("LINE-LEAD", "SZ", shift), [(row["line"], row[shift]) for row in leads], "line")

    def mark_absences(self) -> None:
        """Long absences; the reason is nobody's business here."""
        named = {
            one["name"]["zh"]: one
            for one in self.parameters["named_people"]
            if "长期缺勤" in one.get("note", {}).get("zh", "")
        }
        for row in self.parameters["changes"]["long_absence"]:
            fitting = self._active(row["job_role"], row["site"], row["shift"])
            fitting.sort(key=lambda one: one.name not in named)
            free = [one for one in fitting if one.name in named or one.name not in self._named_names()]
            for one in free[: row["n"]]:
                one.absences.append((date.fromisoformat(row["from"]), date.fromisoformat(row["until"])))

    def add_double_roles(self) -> None:
        """A second post beside the main one."""
        planted = {"BUYER": "雷佳"}
        for row in self.parameters["changes"]["double_roles"]:
            fitting = self._active(row["main"], row["site"], row["shift"])
            wanted = planted.get(row["main"]) if row["conflict"] else None
            fitting = [one for one in fitting if one.name == wanted] or [
                one for one in fitting if one.name not in self._named_names() and len(one.posts) == 1
            ]
            for one in fitting[: row["n"]]:
                department = self.departments.get(row["also"], one.main.department)
                one.posts.append(
                    Post(
                        row["also"],
                        department,
                        row["site"],
                        row["shift"],
                        max(one.main.starts_on, date(2026, 3, 2)),
                        is_main=False,
                    )
                )

    def add_champions(self) -> None:
        """Champions beside another role; those whose story says so come first."""
        planted = {
            one["name"]["zh"]
            for one in self.parameters["named_people"]
            if "推动者" in one.get("note", {}).get("zh", "")
        }
        for row in self.parameters["changes"]["champions"]:
            fitting = [
                one for one in self.people
                if one.main.ends_on is None and one.main.starts_on <= date(2026, 8, 1)
                and (one.main.department, one.main.site, one.main.shift) == (row["department"], row["site"], row["shift"])
                and (one.name in planted or (one.name not in self._named_names() and len(one.posts) == 1 and not one.absences))
            ]  # fmt: skip
            fitting.sort(key=lambda one: (one.name not in planted, one.main.job_role in {"DEPT-MGR", "EXEC"} and False))
            for one in fitting[: row["n"]]:
                one.posts.append(
                    Post("CHAMPION", row["department"], row["site"], row["shift"], date(2026, 8, 3), is_main=False)
                )

    def mark_designations(self) -> None:
        """Key users and early birds among the experienced."""
        for flag, counts in (("is_key_user", "key_users"), ("is_early_bird", "early_bird")):
            for job_role, count in self.parameters["changes"][counts].items():
                fitting = [
                    one for one in self.people
                    if one.main.job_role == job_role and one.main.ends_on is None
                    and one.main.starts_on < date(2026, 6, 1) and not one.absences
                ]  # fmt: skip
                fitting.sort(key=lambda one: (one.main.site != "SZ", one.name in self._named_names()))
                for one in fitting[:count]:
                    one.posts[0] = (
                        replace(one.main, is_key_user=True)
                        if flag == "is_key_user"
                        else replace(one.main, is_early_bird=True)
                    )

    def number_and_address(self) -> None:
        """Numbers by year of hiring in order; addresses by pinyin, the namesakes numbered from two on."""
        serial: Counter[int] = Counter()
        seen: Counter[str] = Counter()
        without = self.parameters["generator"]["without_company_email_share_of_line_op"]
        english = {row["code"]: row["share"] for row in self.parameters["generator"]["interface_language"]}["en"]
        for one in sorted(self.people, key=lambda person: (person.main.starts_on, person.name)):
            year = one.main.starts_on.year
            serial[year] += 1
            one.number = f"YF{year}{serial[year]:04d}"
            stem = f"{one.pinyin[1]}.{one.pinyin[0]}"
            seen[stem] += 1
            if one.main.job_role != "LINE-OP" or self.dice.random() >= without:
                one.email = f"{stem}{seen[stem] if seen[stem] > 1 else ''}@example.com"
            if self.dice.random() < english and one.name not in self._named_names():
                one.language = "en"

    def _hired_on(self) -> date:
        first, _last = (date.fromisoformat(day) for day in self.parameters["generator"]["hired_between"])
        as_of = date.fromisoformat(self.parameters["generator"]["as_of"])
        years = self.dice.expovariate(0.693 / self.parameters["generator"]["median_service_years"])
        hired = as_of - timedelta(days=int(years * DAYS_PER_YEAR) + 90)
        return max(first, hired)

    def _post(self, row: dict[str, Any], starts_on: date, ends_on: date | None = None) -> Post:
        return Post(row["job_role"], self.departments[row["job_role"]], row["site"], row["shift"], starts_on, ends_on)

    def _named(self, row: dict[str, Any], post: Post) -> Somebody:
        surname, given = row["name"]["en"].split(" ", 1)
        return Somebody(row["name"]["zh"], (surname.lower(), given.replace(" ", "").lower()), [post])

    def _invented(self, post: Post) -> Somebody:
        names, lengths = self.parameters["names"], self.parameters["generator"]["name_lengths"]
        while True:
            surname = self.dice.choice(names["surnames"])
            count = 1 if self.dice.random() < lengths["one_character_given"] else 2
            given = self.dice.sample(names["given_characters"], count)
            name = surname["zh"] + "".join(one["zh"] for one in given)
            if name not in self.names_given:
                self.names_given.add(name)
                return Somebody(name, (surname["pinyin"], "".join(one["pinyin"] for one in given)), [post])

    def _active(self, job_role: str, site: str, shift: str) -> list[Somebody]:
        as_of = date.fromisoformat(self.parameters["generator"]["as_of"])
        return [
            one for one in self.people
            if (one.main.job_role, one.main.site, one.main.shift) == (job_role, site, shift)
            and one.main.ends_on is None and one.main.starts_on <= as_of
        ]  # fmt: skip

    def _named_names(self) -> set[str]:
        return {row["name"]["zh"] for row in self.parameters["named_people"]}

    def _deal(self, people: list[Somebody], places: list[tuple[str, int]], axis: str) -> None:
        dealt = [code for code, count in places for _ in range(count)]
        for one, code in zip(people, dealt, strict=False):
            one.posts[0] = replace(one.main, line=code) if axis == "line" else replace(one.main, station=code)

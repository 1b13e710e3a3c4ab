"""Coverage: of what a go-live asks of people, how much holds on go-live day. Read from the summary by person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from curricula.models import GoLive
from lms.foundation.api import prepared
from reporting.metrics.definition import TRAINING_LEAD, Definition, Words
from reporting.metrics.models import CoverageCell, CoverageRow
from reporting.metrics.shares import Share
from reporting.metrics.summary import fresh_summary

Grain = CoverageRow.Grain

COVERAGE = Definition(
    code="coverage",
    name=Words("覆盖率（范围内全员）", "Coverage, everyone in scope"),
    meaning=Words(
        "上线日当天，对范围内人员提出的要求中已经达到、且当天仍然有效的有多少。",
        "Of the requirements asked of the people in scope, how many are met and still hold on go-live day.",
    ),
    formula=Words(
        "分子：上线日已达到、未因修订而过时、有效期未到的要求数；分母：上线日生效的要求数，不含已豁免的。",
        "Requirements met that are neither stale nor lapsed on go-live day ÷ requirements in force on go-live day, "
        "waived ones left out.",
    ),
    unit=Words("要求（一人一项活动）", "requirements (one person, one activity)"),
    population=Words(
        "在上线日任职、由培训矩阵指派到本次上线的人员；仅“建议”的要求不计入。",
        "People in post on go-live day to whom the matrix gives requirements of this go-live; recommended ones do not count.",
    ),
    unknown=Words(
        "没有要求的地方显示“未要求”；少于 5 项的比例显示为灰色并写出 n；豁免的单独列出。",
        "Where nothing is asked, “not asked” is shown; of fewer than 5 no share is given, the cell is grey with its n; "
        "waived ones stand apart.",
    ),
    owner=TRAINING_LEAD,
)
COVERAGE_CRITICAL = Definition(
    code="coverage_critical",
    name=Words("覆盖率（关键岗位）", "Coverage, critical roles"),
    meaning=Words(
        "关键要求中，上线日已达到且仍有效的有多少。一项未达到，就有一个关键岗位没有把握。",
        "Of the critical requirements, how many are met and still hold on go-live day. One open means one critical post unsure.",
    ),
    formula=Words(
        "上线日有效的关键要求数 ÷ 上线日生效的关键要求数，不含已豁免的。",
        "Critical requirements that hold on go-live day ÷ critical requirements in force on go-live day, waived ones left out.",
    ),
    unit=Words("关键要求（一人一项活动）", "critical requirements (one person, one activity)"),
    population=Words(
        "矩阵中标为“关键”的单元格所涉及的在岗人员。", "People in post whom a critical cell of the matrix concerns."
    ),
    unknown=COVERAGE.unknown,
    owner=TRAINING_LEAD,
)
PEOPLE_COMPLETE = Definition(
    code="people_complete",
    name=Words("全部达到的人数", "People who meet everything"),
    meaning=Words(
        "有多少人已达到对其提出的全部要求。平均值会掩盖个人，这个数不会。",
        "How many people meet all that is asked of them. A mean hides a person; this does not.",
    ),
    formula=Words(
        "全部要求在上线日有效的人数 ÷ 至少有一项要求的人数。",
        "People all of whose requirements hold on go-live day ÷ people with at least one requirement.",
    ),
    unit=Words("人", "people"),
    population=COVERAGE.population,
    unknown=COVERAGE.unknown,
    owner=TRAINING_LEAD,
)
EXAMS = Definition(
    code="exams",
    name=Words("考试通过", "Exams passed"),
    meaning=Words(
        "要求以考试达标的项目中，上线日通过且仍有效的有多少。",
        "Of the requirements that close by an exam, how many are passed and still hold on go-live day.",
    ),
    formula=Words(
        "考试通过（及格线 80 分，以试卷规定为准）且上线日有效的要求数 ÷ 以考试达标的要求数，不含已豁免的。",
        "Requirements with a passed exam (pass mark 80 unless the exam says otherwise) that hold on go-live day ÷ "
        "requirements that close by an exam, waived ones left out.",
    ),
    unit=Words("应考（一人一门）", "required exams (one person, one exam)"),
    population=COVERAGE.population,
    unknown=COVERAGE.unknown,
    owner=TRAINING_LEAD,
)


@dataclass(frozen=True)
class CoverageLine:
    """Coverage of everybody or of one group: requirements, the critical ones, exams, and people who meet everything."""

    key: int | None
    code: str
    name: Words
    requirements: Share
    critical: Share
    exams: Share
    people: Share


_COUNTED = (
    "asked",
    "met",
    "waived",
    "critical_asked",
    "critical_met",
    "exams_asked",
    "exams_met",
    "people",
    "complete",
)
_SUMS: dict[str, Any] = {f"sum_{name}": Sum(name) for name in _COUNTED}


class Coverage:
    """Everything there is to ask about the coverage of one go-live; brings the summary up to date once, when made."""

    def __init__(self, go_live: GoLive) -> None:
        self.go_live = go_live
        self.state = fresh_summary(go_live)

    def overall(self) -> CoverageLine:
        """Coverage of everybody in scope."""
        found = _sums_of_all.first(go_live=self.go_live.pk) or dict.fromkeys(_SUMS, 0)
        return _line(None, "", Words("全部", "Everybody"), found)

    def recommended(self) -> Share:
        """What is only recommended, shown apart."""
        found = self._cells(Grain.ALL).aggregate(part=Sum("recommended_met"), whole=Sum("recommended_asked"))
        return Share(found["part"] or 0, found["whole"] or 0)

    def people_in_scope(self) -> int:
        """People in post on go-live day of whom the go-live asks anything."""
        return self._cells(Grain.ALL).aggregate(n=Sum("in_scope"))["n"] or 0

    def by_department(self) -> list[CoverageLine]:
        """By the department of the main post."""
        return self._grouped(Grain.ALL, "department")

    def by_site(self) -> list[CoverageLine]:
        """By the site of the main post."""
        return self._grouped(Grain.ALL, "site")

    def by_job_role(self) -> list[CoverageLine]:
        """By the job role that asks: somebody with two roles counts in both, with what each asks."""
        return self._grouped(Grain.JOB_ROLE, "job_role")

    def by_chain(self) -> list[CoverageLine]:
        """By process chain: an activity of two chains counts in both."""
        return self._grouped(Grain.CHAIN, "chain", order="chain__position")

    def _cells(self, grain: str) -> QuerySet[CoverageCell]:
        return CoverageCell.objects.filter(go_live=self.go_live, grain=grain)

    def _grouped(self, grain: str, by: str, order: str = "") -> list[CoverageLine]:
        cells = self._cells(grain).filter(**{f"{by}__isnull": False})
        names = [f"{by}_id", f"{by}__code", f"{by}__name_zh", f"{by}__name_en"]
        found = cells.values(*names).annotate(**_SUMS).filter(sum_people__gt=0).order_by(order or f"{by}__code")
        return [_line(row[names[0]], row[names[1]], Words(row[names[2]], row[names[3]]), row) for row in found]


@prepared
def _sums_of_all(go_live: int) -> Any:
    """The counters of everybody, as one row; none where nothing is asked yet."""
    cells = CoverageCell.objects.filter(go_live=go_live, grain=Grain.ALL)
    return cells.order_by().values("go_live").annotate(**_SUMS).values(*_SUMS)


def _line(key: int | None, code: str, name: Words, row: dict[str, Any]) -> CoverageLine:
    n = {counted: row[f"sum_{counted}"] or 0 for counted in _COUNTED}
    return CoverageLine(
        key=key,
        code=code,
        name=name,
        requirements=Share(n["met"], n["asked"], n["waived"]),
        critical=Share(n["critical_met"], n["critical_asked"]),
        exams=Share(n["exams_met"], n["exams_asked"]),
        people=Share(n["complete"], n["people"]),
    )

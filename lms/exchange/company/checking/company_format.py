"""The format of a company's own files, as README.md of the format describes it."""

from zoneinfo import available_timezones

from curricula.api import Form, Method
from lms.exchange.company.checking.shapes import (
    NAME_LIMIT,
    Anything,
    Choice,
    Code,
    Day,
    Either,
    Flag,
    Listed,
    Maybe,
    Moment,
    Number,
    Record,
    Ref,
    Rows,
    Table,
    Text,
    Whole,
    Words,
    refs,
)

INDICATOR_LIMIT, UNIT_LIMIT, REF_LIMIT, CONFLICT_LIMIT = 300, 60, 80, 20
CONTENT_KINDS = ("lesson", "drill", "exam", "practical", "rubric", "session")
UNREAD = Anything()
NAME = Text(NAME_LIMIT)
PLAIN_NAME = Record({}, {"note": UNREAD}, name_limit=NAME_LIMIT)
HOURS = Whole(0, 1000)

ORGANISATION = Record(
    {},
    {
        "company": UNREAD, "forms": UNREAD, "levels": UNREAD,
        # A register for the reader; the texts are in the files of their own.
        "steps": UNREAD, "goals": UNREAD,
        "shifts": Table(PLAIN_NAME),
        "sites": Table(
            Record(
                {"shifts": refs("shift", least=1)}, {"zone": Choice(tuple(sorted(available_timezones())))}, name_limit=NAME_LIMIT
            )
        ),
        "departments": Table(PLAIN_NAME),
        "lines": Table(Record({}, {"site": Ref("site")}, name_limit=NAME_LIMIT)),
        "stations": Table(PLAIN_NAME),
        "job_roles": Table(Record({}, {"dept": Maybe(Ref("department")), "note": UNREAD}, name_limit=NAME_LIMIT)),
        "chains": Table(PLAIN_NAME),
    },
)  # fmt: skip

_BOUNDARY = Record(
    {
        "does": refs("job_role", least=1), "checks": refs("job_role", least=1), "approves": refs("job_role", least=1),
        "rule": Text(),
    }
)  # fmt: skip
_INTERFACE = Record(
    {"system": Ref("system"), "direction": Choice(("in", "out", "both")), "content": Text(), "fallback": Text()}
)
STEP = Record(
    {
        "id": Code(), "chain": Ref("chain"), "name": NAME, "performed_at": Table(refs("shift", least=1)), "key_node": Text(),
        "trigger": Text(), "action": Text(), "boundary": _BOUNDARY, "approval_flow": Text(),
        "exceptions": Listed(Record({"what": Text(), "do": Text()}), least=1), "old_habit": Text(), "new_skill": Text(),
    },
    {
        "predecessors": refs("step"), "objects": refs("object"), "interface": Maybe(_INTERFACE), "critical": Flag(),
        "critical_reason": Maybe(Record({"kind": Choice(("GXP", "MONEY", "SAFETY")), "why": Text()})),
        "references": Listed(Words()),
    },
)  # fmt: skip
_NAMED_ROW = Record({"id": Code(), "name": NAME})
PROCESSES = Record({"steps": Rows(STEP)}, {"objects": Rows(_NAMED_ROW), "systems": Rows(_NAMED_ROW)})

_INDICATOR = Record(
    {
        "id": Code(60), "name": Text(INDICATOR_LIMIT), "formula": Text(),
        "unit": Either(Text(UNIT_LIMIT), Words(UNIT_LIMIT)), "direction": Choice(("up", "down")), "baseline": Number(),
        "baseline_date": Day(), "target": Number(), "target_date": Day(), "source": Text(),
    }
)  # fmt: skip
GOALS = Record(
    {
        "goals": Rows(
            Record(
                {"id": Code(), "name": NAME, "why": Text(), "chains": refs("chain"), "indicators": Rows(_INDICATOR)},
                {"acknowledgement_required": Flag()},
            )
        )
    }
)

_MILESTONE = Record(
    {"id": Code(), "kind": Code(), "name": NAME, "start": Moment()}, {"end": Moment(), "note": Text()}
)  # fmt: skip
_WAVE = Record(
    {
        "id": Code(), "name": NAME, "go_live": Day(), "sites": refs("site", least=1), "chains": refs("chain", least=1),
        "milestones": Rows(_MILESTONE),
    },
    {"scope": Text(), "system": Text(120)},
)  # fmt: skip
MILESTONES = Record(
    {"waves": Rows(_WAVE)},
    {
        "timezone": UNREAD, "due_rule": UNREAD, "cutover_window_hours": HOURS, "point_of_no_return_hour": HOURS,
        "bridge": Maybe(
            Record({"from": Day(), "to": Day(), "what": Text(), "risk": Text()}, {"owner_job_role": Ref("job_role")})
        ),
        "blackouts": Rows(Record({"id": Code(), "name": NAME, "from": Day(), "to": Day()}, {"confirmed": Flag()})),
    },
)  # fmt: skip

_CONTENT = Record({"kind": Choice(CONTENT_KINDS), "ref": Words(REF_LIMIT)}, {"for": Words(), "title": NAME})
ACTIVITY = Record(
    {
        "id": Code(), "form": Choice(tuple(Form.values)), "title": NAME, "planned_minutes": Whole(0, 100_000),
        "assessment": Choice(tuple(Method.values)), "content": Listed(_CONTENT), "business_goal": Text(), "positive": Text(),
        "old_habit": Text(), "new_skill": Text(),
    },
    {"goals": refs("goal"), "steps": refs("step"), "prerequisites": refs("activity")},
)  # fmt: skip
ACTIVITIES = Record(
    {"activities": Rows(ACTIVITY)},
    {
        # The codes that the matrix uses are the product's own; a file may repeat them for its readers.
        "assessment_methods": UNREAD, "retraining_rules": UNREAD, "effectiveness_methods": UNREAD,
        "session_templates": Rows(Record({"id": Code(REF_LIMIT), "title": NAME, "minutes": Whole()}, is_open=True)),
    },
)  # fmt: skip

QUALIFICATIONS = Record(
    {},
    {
        "qualifications": Rows(
            Record(
                {
                    "id": Code(), "name": NAME, "job_roles": refs("job_role", least=1), "evidence": refs("activity", least=1),
                    "minimum_level": Whole(0, 4), "validity_months": Whole(),
                },
                {
                    "station": Maybe(Ref("station")), "routing_code": Maybe(Words(40)),
                    "opens_steps": refs("step"), "opens_equipment": refs("equipment"), "opens_bundles": refs("bundle"),
                    "note": Text(),
                },
            )
        ),
        "cover_split": Table(refs("qualification_type")),
        "equipment": Rows(Record({"id": Code(), "name": NAME}, {"calibrated": Flag()})),
        "bundles": Rows(Record({"id": Code(), "name": NAME, "steps": refs("step"), "job_roles": refs("job_role")})),
        "conflicts": Rows(
            Record(
                {
                    "id": Code(CONFLICT_LIMIT), "bundles": refs("bundle", least=2), "severity": Choice(("critical", "high", "medium")),
                    "handling": Choice(("block", "mitigate")), "risk": Text(),
                },
                {"compensating_control": Maybe(Text())},
            )
        ),
    },
)  # fmt: skip

FORMATS: dict[str, Record] = {
    "ids.yaml": ORGANISATION,
    "processes.yaml": PROCESSES,
    "goals.yaml": GOALS,
    "milestones.yaml": MILESTONES,
    "activities.yaml": ACTIVITIES,
    "qualifications.yaml": QUALIFICATIONS,
}
MATRIX = "matrix.csv"

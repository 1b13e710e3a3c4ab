"""However assignments fall out: the parts add up to the whole, and nobody is counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from reporting.metrics.summing import ALL, CHAIN, COUNTERS, JOB_ROLE, Asked, counts_of, sum_up

asked = st.builds(
    Asked,
    person=st.integers(1, 4),
    activity=st.integers(1, 6),
    job_role=st.integers(1, 3),
    criticality=st.sampled_from(["critical", "required", "recommended"]),
    method=st.sampled_from(["exam", "drill"]),
    is_in_force=st.booleans(),
    holds=st.booleans(),
    is_waived=st.booleans(),
)
CHAINS = {1: (1,), 2: (1, 2), 3: (2,), 4: ()}


def by_name(counts: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(COUNTERS, counts, strict=True))


@given(st.lists(asked))
def test_job_roles_add_up_to_the_person_and_nothing_is_lost(rows: list[Asked]) -> None:
    sums = dict(sum_up(rows, CHAINS))
    for person in {row.person for row in rows}:
        whole = by_name(sums[person, ALL, None, None])
        parts = [by_name(counts) for key, counts in sums.items() if key[0] == person and key[1] == JOB_ROLE]
        for name in COUNTERS[:-1]:
            assert sum(part[name] for part in parts) == whole[name]
        assert whole["sources"] == sum(row.person == person for row in rows)


@given(st.lists(asked))
def test_met_never_exceeds_asked_and_a_chain_never_exceeds_the_whole(rows: list[Asked]) -> None:
    sums = dict(sum_up(rows, CHAINS))
    for (person, grain, _chain, _role), counts in sums.items():
        n, whole = by_name(counts), by_name(sums[person, ALL, None, None])
        assert n["met"] <= n["asked"]
        assert n["critical_met"] <= n["critical_asked"] <= n["asked"]
        assert n["exams_met"] <= n["exams_asked"] <= n["asked"]
        assert grain != CHAIN or all(n[name] <= whole[name] for name in COUNTERS)


@given(asked)
def test_waiver_takes_away_only_what_is_not_met(row: Asked) -> None:
    waived = by_name(counts_of(*row[3:]))
    without = by_name(counts_of(row.criticality, row.method, row.is_in_force, row.holds, False))
    assert waived["met"] == without["met"]
    assert waived["asked"] + waived["waived"] == without["asked"]

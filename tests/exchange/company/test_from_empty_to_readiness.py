"""The whole way of an installation: an empty database, the company's files, people, the matrix signed, a first readiness report."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from curricula.models import Assignment, GoLive, MatrixVersion
from lms.exchange.models import PeopleImport
from lms.foundation.api import access
from lms.foundation.models import Person
from reporting.models import Snapshot
from tests.exchange.company.factories import example
from tests.exchange.factories import as_csv
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def test_a_company_begins_on_an_empty_database_and_comes_to_its_readiness(
    tmp_path: Path, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    owner = make_person("贺丽", number="YF1")
    lead = make_person("吴岚", number="YF2")
    call_command("grant_access", owner.number, access.SUPER_ADMINISTRATOR, "--reason", "First of this installation")
    call_command(
        "grant_access", lead.number, access.TRAINING_LEAD, "--as", owner.number, "--reason", "Leads the training"
    )

    call_command("load_company", str(example(tmp_path / "company")), "--as", lead.number, "--reason", "First load")
    people = tmp_path / "people.csv"
    rows = [
        {"number": f"YF10{place}", "name": name, "department": department, "site": "PLANT", "job_roles": job_role,
         "shift": "day", "email": "", "from": "2026-09-01", "to": ""}
        for place, (name, department, job_role) in enumerate(
            [("周婷", "WHS", "RECV"), ("张敏", "QUA", "INSPECT"), ("罗斌", "QUA", "QA-MGR")]
        )
    ]  # fmt: skip
    people.write_bytes(as_csv(rows))
    call_command("import_people", str(people))
    assert (PeopleImport.objects.get().added, Assignment.objects.count()) == (3, 0)

    client.force_login(Person.objects.get(number=lead.number))
    draft = MatrixVersion.objects.get()
    answer = client.post(
        reverse("matrix-publish"),
        {"number": lead.number, "password": PASSWORD, "note": "First matrix", "edit_count": draft.edit_count},
    )

    assert answer.status_code == 302
    version = MatrixVersion.objects.get()
    assert version.signature is not None
    assert (version.state, version.signature.signer_id) == ("published", lead.pk)
    assert sorted(Assignment.objects.values_list("person__name", "activity__code")) == [
        ("周婷", "ACT-BAS-01"), ("周婷", "ACT-INB-01"), ("周婷", "ACT-INB-03"),
        ("张敏", "ACT-BAS-01"), ("张敏", "ACT-INB-02"),
        ("罗斌", "ACT-BAS-01"), ("罗斌", "ACT-INB-03"),
    ]  # fmt: skip
    call_command("rebuild_assignments", "--check")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{reverse('snapshot-take')}?go_live={GoLive.objects.get().code}")

    snapshot = Snapshot.objects.get()
    assert snapshot.go_live.code == "W1"
    assert client.get(reverse("snapshot", args=[snapshot.number])).status_code == 200

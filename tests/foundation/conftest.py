"""What the tests of the ground floor share: a client for anybody, and a trail with something in it."""

from collections.abc import Callable

import pytest
from django.test import Client

from lms.foundation.models import Person

SignIn = Callable[[Person], Client]


@pytest.fixture
def signed_in() -> SignIn:
    """A client that is signed in as the given person and reads English."""

    def sign_in(person: Person) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.cookies["django_language"] = "en"
        client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
        return client

    return sign_in

"""Who signs in with number and password: Django's own way, with the person of a request read by a prepared query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from lms.foundation.accounts.models import Person
from lms.foundation.prepared import prepared


class PersonBackend(ModelBackend):
    """The one of our backends that knows people; the others throttle, or answer for permissions and other providers."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, read anew on every request; whoever was deactivated since is nobody."""
        person = _person.first(key=int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None


@prepared
def _person(key: int) -> Any:
    return Person.objects.filter(pk=key)

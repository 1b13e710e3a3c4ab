"""The gate in front of views: fetch with access; what one may not see is not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from lms.foundation.accounts.models import Person

View = Callable[..., HttpResponseBase]


def require_access(predicate: Callable[..., bool]) -> Callable[[View], View]:
    """Let pass whom `predicate(user)` admits; send strangers to sign in, and answer 404 to everybody else."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not predicate(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access_predicate = predicate  # type: ignore[attr-defined]  # read by the access walk in the tests
        return guarded

    return decorate


def signed_in_person(request: HttpRequest) -> Person:
    """The person behind a request that a gate has let pass; anybody else is a mistake of ours."""
    assert isinstance(request.user, Person)
    return request.user

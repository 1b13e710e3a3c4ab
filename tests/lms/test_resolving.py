"""The address book that remembers: found once, handed to nobody, and never for an address that has no page."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, path, resolve, reverse

from lms.resolving import RememberingResolver
from lms.urls import urlpatterns


def _view(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(str(number))


def test_an_address_is_looked_for_once() -> None:
    resolver = RememberingResolver([path("rooms/<int:number>/", _view, name="room")])
    first, again, other = (resolver.resolve(at) for at in ("rooms/4/", "rooms/4/", "rooms/5/"))
    assert again is first
    assert (first.func, first.url_name, first.kwargs, other.kwargs) == (_view, "room", {"number": 4}, {"number": 5})


def test_an_address_without_a_page_is_looked_for_each_time() -> None:
    resolver = RememberingResolver([path("rooms/<int:number>/", _view)])
    for _ in range(2):
        with pytest.raises(Resolver404):
            resolver.resolve("rooms/four/")
    assert resolver._found.cache_info().currsize == 0


def test_a_request_has_arguments_of_its_own() -> None:
    at = reverse("person", args=["E0001"])
    resolve(at).kwargs["number"] = "E0002"
    assert resolve(at).kwargs == {"number": "E0001"}


def test_every_address_of_ours_is_remembered() -> None:
    assert [type(one) for one in urlpatterns] == [RememberingResolver]
    assert (resolve("/").url_name, resolve("/healthz").url_name) == ("home", "health")

"""Every address, stratum by stratum."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms import home
from lms.resolving import RememberingResolver

_addresses: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("healthz", home.health, name="health"),
    path("language/", set_language, name="set_language"),
    path("", include("lms.foundation.urls")),
    path("", include("curricula.urls")),
    path("", include("lms.records.urls")),
    path("", include("scenarios.urls")),
    path("", include("cms.urls")),
    path("", include("reporting.urls")),
    path("", include("lms.exchange.urls")),
    path("cms/documents/", include(wagtaildocs_urls)),
    path("cms/", include(wagtailadmin_urls)),
    path("sso/", include("allauth.urls")),
]

if settings.DEMO_MODE:
    from lms import catalogue  # the component catalogue is for those who build pages

    _addresses.append(path("design/", catalogue.catalogue, name="design-catalogue"))

urlpatterns = [RememberingResolver(_addresses)]

handler403 = "lms.home.refused"
handler404 = "lms.home.not_found"
handler500 = "lms.home.fault"

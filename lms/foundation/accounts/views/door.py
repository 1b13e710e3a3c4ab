"""In and out: signing in with number and password, the demonstration's one click, one-time links, passwords."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.foundation.accounts import standing
from lms.foundation.accounts.forms import PasswordChangedForm, PasswordSetForm, SignInForm
from lms.foundation.accounts.models import Person
from lms.foundation.accounts.personas import demo_cast
from lms.foundation.audit.services import record_change, take_the_chain

# The one of our backends that knows people; the others throttle, or answer for permissions and other providers.
BACKEND = "lms.foundation.accounts.backends.PersonBackend"


class SignIn(views.LoginView):
    """Number and password; where a second factor is set up, it is asked next."""

    form_class = SignInForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]  # our form
        """Hand over to the stages of sign-in: they ask for the second factor and then let in."""
        from allauth.account.utils import perform_login  # needs the loaded tables

        response: HttpResponse = perform_login(
            self.request, form.get_user(), email_verification="none", redirect_url=self.get_success_url()
        )
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people of the demonstration, where there is one."""
        cast = demo_cast() if settings.DEMO_MODE else []
        return {**super().get_context_data(**kwargs), "demo_personas": cast}


class SignOut(views.LogoutView):
    """Out; on a shared terminal the next reader does not meet the last one's language."""

    next_page = "sign-in"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leave."""
        response = super().post(request, *args, **kwargs)
        if not settings.DEMO_MODE:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response


class PasswordChange(views.PasswordChangeView):
    """A new password, known the old one; other sessions end by it."""

    form_class = PasswordChangedForm
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("my-account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Change and record that it was changed, never what."""
        response = super().form_valid(form)
        person = form.user
        record_change(
            "person.password", person.uuid, action="change", actor=person, subject_label=person.name,
            reason="本人修改 / Changed by its owner",
        )  # fmt: skip
        messages.success(self.request, _("Your password is changed. It opens your account and signs your records."))
        return response


class PasswordSet(views.PasswordResetConfirmView):
    """Setting the password by a one-time link that came to the own mailbox."""

    form_class = PasswordSetForm
    template_name = "registration/password_reset_confirm.html"
    success_url = reverse_lazy("password-set-done")
    token_generator: PasswordResetTokenGenerator = standing.mailed_link
    was_handed_over = False

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, and record that the link was used; a second window finds that it has worked already."""
        with transaction.atomic():
            take_the_chain()
            token = self.request.session[views.INTERNAL_RESET_SESSION_TOKEN]
            if not self.token_generator.check_token(Person.objects.get(pk=form.user.pk), token):
                self.validlink = False
                return self.render_to_response(self.get_context_data())
            response = super().form_valid(form)
            standing.password_was_set(form.user, was_handed_over=self.was_handed_over)
        return response


class PasswordSetHanded(PasswordSet):
    """Setting the password by a link that an administrator handed over."""

    token_generator = standing.handed_link
    was_handed_over = True


@require_POST
def demo_sign_in(request: HttpRequest, number: str) -> HttpResponseBase:
    """Sign in as one of the demonstration's people; outside of a demonstration there is no such page."""
    if not settings.DEMO_MODE:
        raise Http404
    cast = next((one for one in demo_cast() if one.person.number == number), None)
    if cast is None:
        raise Http404
    login(request, cast.person, backend=BACKEND)
    response = redirect(_safe_next(request))
    # The visitor goes on reading in the language in which the button was read.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, translation.get_language() or settings.LANGUAGE_CODE, samesite="Lax"
    )
    return response


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """There is one door: other addresses of the sign-in parts lead to it."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('sign-in')}?{query}" if query else reverse("sign-in"))


def _safe_next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return str(resolve_url(settings.LOGIN_REDIRECT_URL))

"""The end of looking as another person. (It begins with a reason, on the account's page.)"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access
from lms.foundation.accounts.impersonation import end_impersonation


@require_access(access.is_signed_in)
@require_POST
def impersonation_end(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    person = end_impersonation(request)
    if person is None:
        return redirect("home")
    messages.success(request, _("You are yourself again."))
    return redirect("account", number=person.number)

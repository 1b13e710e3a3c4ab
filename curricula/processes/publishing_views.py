"""Pages of published chains: all of them, one with its versions, one version as it was, and publishing the next."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from curricula.processes.chain_listings import chain_row, chains_listing, draw_state, state_of, versions_listing
from curricula.processes.comparing import differences
from curricula.processes.content import in_words, step_in_words
from curricula.processes.editing_views import may_edit_steps
from curricula.processes.models import Chain, ChainVersion
from curricula.processes.publishing import Standing, publish_chain, standings_of
from lms.foundation.api import Refusal, access, confirm_signer, render_listing, require_access, signed_in_person
from lms.foundation.models import Meaning

may_publish_chains = access.is_training_lead
REFUSED = 422


@require_GET
@require_access(access.is_signed_in)
def chains(request: HttpRequest) -> HttpResponseBase:
    """Every chain: what is published of it, and whether its description has moved on since."""
    rows = [chain_row(standing) for standing in standings_of(Chain.objects.all())]
    return render_listing(request, chains_listing(lambda: rows), "curricula/processes/chains.html")


@require_GET
@require_access(access.is_signed_in)
def chain(request: HttpRequest, code: str) -> HttpResponseBase:
    """One chain: what is published, what has changed since for those who describe steps, and all versions."""
    standing = _standing(code)
    may_edit = may_edit_steps(request.user)
    newest = standing.newest
    record = standing.record if newest is None or may_edit else newest.content
    context = {
        "chain": standing.chain,
        "standing": standing,
        "drawn_state": draw_state(state_of(standing)),
        "steps": in_words(record)["steps"],
        "may_edit": may_edit,
        "may_publish": may_publish_chains(request.user) and not standing.is_as_published,
    }
    return render_listing(request, versions_listing(standing.chain), "curricula/processes/chain.html", context)


@require_GET
@require_access(access.is_signed_in)
def chain_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as it was published, and in what it differs from the one before."""
    versions = ChainVersion.objects.select_related("chain", "published_by", "signature")
    shown = get_object_or_404(versions, chain__code=code, number=number)
    before = versions.filter(chain=shown.chain, number=number - 1).first()
    context = {
        "version": shown,
        "chain": in_words(shown.content),
        "steps": [step_in_words(step) for step in shown.content["steps"]],
        "before": before,
        "differences": differences(before.content, shown.content) if before else [],
        "newest_number": versions.filter(chain=shown.chain).order_by("-number").values_list("number", flat=True)[0],
    }
    return render(request, "curricula/processes/version.html", context)


@require_http_methods(["GET", "POST"])
@require_access(may_publish_chains)
def chain_publish(request: HttpRequest, code: str) -> HttpResponse:
    """What would be published, what stands against it, and both components of the signature."""
    standing, person = _standing(code), signed_in_person(request)
    sent = request.POST if request.method == "POST" else None
    signing = _signing(standing)
    if sent is not None:
        try:
            confirm_signer(person, number=sent.get("number", ""), password=sent.get("password", ""))
            version = publish_chain(
                standing.chain, signer=person, reason=sent.get("note", ""), opened=sent.get("opened", ""),
                based_on=_number(sent.get("based_on", "")),
            )  # fmt: skip
        except Refusal as refusal:
            signing |= {"error": str(refusal), "number": sent.get("number", ""), "note": sent.get("note", "")}
        else:
            messages.success(
                request, _("Version %(number)s is published. Everybody reads it now.") % {"number": version.number}
            )
            return redirect("chain", standing.chain.code)
    elif standing.is_as_published:
        messages.info(request, _("Nothing has changed since version %(number)s.") % {"number": standing.number})
        return redirect("chain", standing.chain.code)
    context = {"chain": standing.chain, "standing": standing, "signing": signing}
    return render(request, "curricula/processes/publish.html", context, status=REFUSED if sent is not None else 200)


def _standing(code: str) -> Standing:
    return standings_of([get_object_or_404(Chain, code=code)])[0]


def _number(text: str) -> int:
    """The number as it was sent; -1, which is no version's, where it is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1


def _signing(standing: Standing) -> dict[str, Any]:
    number = standing.number + 1
    return {
        "subject": _("%(chain)s, version %(number)s") % {"chain": standing.chain.name, "number": number},
        "detail": ngettext("%(count)s step", "%(count)s steps", len(standing.steps)) % {"count": len(standing.steps)},
        "digest": standing.digest,
        "action": reverse("chain-publish", args=[standing.chain.code]),
        "meanings": [(Meaning.PUBLISHED, Meaning.PUBLISHED.label)],
        "note_required": True,
        "note_hint": _("What changed and why; it stands beside the version and in the audit trail."),
    }

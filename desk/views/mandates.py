"""Mandates: proposed, approved, known to the bank, suspended, ended, withdrawn. One page an act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.models import Mandate
from cooperatives.services import mandates
from desk.forms.cooperatives import (
    ConfirmForm,
    MandateApprovalForm,
    MandateEndForm,
    MandateProposeForm,
    MandateSignatureForm,
    MandateSuspensionForm,
)
from desk.permissions import can_handle
from desk.services.proposals import propose_by_mail
from desk.views.acting import act, data_of
from desk.views.cooperatives import cooperatives
from occe.kit.access import allow
from occe.kit.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Act:
    """One act: what it asks, what does it, and its words (question, explanation, button, what it says when done)."""

    form: type[forms.Form]
    service: Callable
    question: "StrPromise"
    meaning: "StrPromise"
    verb: "StrPromise"
    done: "StrPromise"


ACTS = {
    "approval": Act(
        MandateApprovalForm,
        mandates.approve_mandate,
        gettext_lazy("Agréer le mandat de %(person)s ?"),
        gettext_lazy(
            "Le conseil d’administration a décidé. La personne pourra donner son accord et inscrire au cahier."
        ),
        gettext_lazy("Agréer"),
        gettext_lazy("Le mandat est agréé. Reste la signature à la banque."),
    ),
    "signature": Act(
        MandateSignatureForm,
        mandates.activate_signature,
        gettext_lazy("Depuis quand la banque connaît-elle la signature de %(person)s ?"),
        gettext_lazy("La banque connaît la signature : la personne peut payer depuis le compte."),
        gettext_lazy("Noter la signature"),
        gettext_lazy("La signature est active."),
    ),
    "suspension": Act(
        MandateSuspensionForm,
        mandates.suspend_mandate,
        gettext_lazy("Suspendre le mandat de %(person)s ?"),
        gettext_lazy("Pour un congé, par exemple. La personne lit encore ; elle n’accorde et n’inscrit plus rien."),
        gettext_lazy("Suspendre"),
        gettext_lazy("Le mandat est suspendu."),
    ),
    "return": Act(
        ConfirmForm,
        mandates.resume_mandate,
        gettext_lazy("Reprendre le mandat de %(person)s ?"),
        gettext_lazy("La personne retrouve ses droits, comme avant la suspension."),
        gettext_lazy("Reprendre"),
        gettext_lazy("Le mandat a repris."),
    ),
    "end": Act(
        MandateEndForm,
        mandates.end_mandate,
        gettext_lazy("Mettre fin au mandat de %(person)s ?"),
        gettext_lazy("La personne garde la lecture des années qu’elle a tenues. Cela ne se défait pas."),
        gettext_lazy("Mettre fin"),
        gettext_lazy("Le mandat est terminé."),
    ),
    "withdrawal": Act(
        MandateEndForm,
        mandates.withdraw_mandate,
        gettext_lazy("Retirer son mandat à %(person)s ?"),
        gettext_lazy(
            "Le conseil d’administration retire sa confiance. La personne ne lit plus rien. Cela ne se défait pas."
        ),
        gettext_lazy("Retirer"),
        gettext_lazy("Le mandat est retiré."),
    ),
}


def mandates_of(actor: Actor) -> QuerySet[Mandate]:
    """The mandates of the association's cooperatives."""
    return Mandate.objects.visible_to(actor).select_related("cooperative__school", "user")


@allow(can_handle, load=cooperatives)
def mandate_propose(request, cooperative):
    """Propose somebody, who is written to."""
    return act(
        request,
        MandateProposeForm(data_of(request)),
        lambda **values: propose_by_mail(cooperative, by=request.actor, **values),
        template="desk/mandate_propose.html",
        context={"cooperative": cooperative},
        done=lambda mandate: (
            _("%(person)s reçoit une lettre pour accepter.") % {"person": mandate.user.get_full_name()},
            reverse("desk:cooperative", args=[cooperative.public_id]),
        ),
    )


@allow(can_handle, load=mandates_of)
def mandate_act(request, mandate, name):
    """One act on a mandate."""
    if name not in ACTS:
        raise Http404
    chosen = ACTS[name]
    question = chosen.question % {"person": mandate.user.get_full_name()}
    return act(
        request,
        chosen.form(data_of(request), mandate=mandate),
        lambda **values: chosen.service(mandate, by=request.actor, **values),
        template="desk/mandate_act.html",
        context={"cooperative": mandate.cooperative, "act": chosen, "question": question},
        done=lambda _mandate: (chosen.done, reverse("desk:cooperative", args=[mandate.cooperative.public_id])),
    )

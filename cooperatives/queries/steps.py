"""The steps of a request: which are done, which is next, what is still missing.

A request is a journey of twelve stones. Eight are laid by the teacher, the ninth sends them, three are the
association's: reading the request, the board's decision, the account at the bank.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.models import Cooperative, Registration, RegistrationDocument

from .rules import RULES

State = Registration.State


@dataclass(frozen=True)
class Step:
    """One stone. `key` is the step's word in the address; `mine` says whether the applicant lays it."""

    key: str
    label: str
    done: bool
    mine: bool = True


LABELS = {
    "you": gettext_lazy("vous"),
    "school": gettext_lazy("l’école"),
    "kind": gettext_lazy("la forme"),
    "classes": gettext_lazy("les classes"),
    "mandataires": gettext_lazy("les mandataires"),
    "decision": gettext_lazy("la décision"),
    "commitment": gettext_lazy("l’engagement"),
    "documents": gettext_lazy("les pièces"),
}


def steps(registration: Registration) -> list[Step]:
    """The eight steps of the applicant, in order. Four queries at most."""
    missing = _missing(registration)
    return [Step(key, str(label), done=key not in missing) for key, label in LABELS.items()]


def journey(registration: Registration) -> list[Step]:
    """All twelve stones, from the first line typed to the account at the bank."""
    sent = registration.state not in (State.DRAFT, State.WITHDRAWN)
    decided = registration.state == State.APPROVED
    opened = decided and registration.cooperative is not None and registration.cooperative.account_opened_on is not None
    return [
        *steps(registration),
        Step("summary", _("l’envoi à l’AD"), sent and registration.state != State.TO_CORRECT),
        Step("reading", _("l’AD relit la demande"), decided, mine=False),
        Step("board", _("le conseil d’administration décide"), decided, mine=False),
        Step("account", _("le compte s’ouvre à la banque"), opened, mine=False),
    ]


def missing_documents(registration: Registration) -> list[RegistrationDocument]:
    """The papers that were promised and have not come yet."""
    return [document for document in registration.documents.all() if document.file_id is None]


def default_name(registration: Registration) -> str:
    """The name that a cooperative gets when its teacher gave none: after its school, or after its class there."""
    school = registration.school_name
    if registration.kind == Cooperative.Kind.FOYER:
        name = _("Foyer coopératif, %(school)s") % {"school": school}
    elif registration.kind == Cooperative.Kind.CLASS:
        first = next(iter(registration.classes.all()), None)
        name = f"{first.name}, {school}" if first else school
    else:
        name = _("Coopérative, %(school)s") % {"school": school}
    return name[:150]


def problems(registration: Registration) -> dict[str, str]:
    """What stands between the request and its sending: a sentence by step, in the order of the steps; empty when ready.

    Asked again under lock when the request is sent, for a school may have closed, or a colleague have been faster.
    """
    found = _missing(registration)
    for key, check in RULES.items():
        if key not in found and (sentence := check(registration)):
            found[key] = sentence
    return {key: found[key] for key in LABELS if key in found}


def _missing(registration: Registration) -> dict[str, str]:
    given = {document.kind for document in registration.documents.all() if document.file_id or document.promised}
    kinds = RegistrationDocument.Kind.values
    answers: dict[str, tuple[object, str]] = {
        "you": (registration.applicant_email and registration.applicant_last_name, _("Dites qui vous êtes.")),
        "school": (registration.school_id or registration.described_name, _("Choisissez votre école.")),
        "kind": (registration.kind, _("Choisissez la forme de la coopérative.")),
        "classes": (registration.classes.all(), _("Ajoutez au moins une classe.")),
        "mandataires": (registration.mandataires.all(), _("Dites qui sera mandataire.")),
        "decision": (registration.decision_on, _("Écrivez la date de la décision.")),
        "commitment": (registration.commitment_id, _("Lisez et acceptez l’engagement.")),
        "documents": (
            given.issuperset(kinds),
            _("Joignez chaque pièce, ou dites que vous la fournirez plus tard."),
        ),
    }
    return {key: sentence for key, (answer, sentence) in answers.items() if not answer}

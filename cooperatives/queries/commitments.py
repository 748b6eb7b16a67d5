"""The wording of the mandataire's commitment."""

from django.utils.translation import get_language

from cooperatives.models import CommitmentText, Federation, Registration


def newest_commitment(federation: Federation) -> CommitmentText | None:
    """The association's newest wording; None before it has published one."""
    return federation.commitment_texts.order_by("-version").first()


def commitment_of(registration: Registration) -> CommitmentText | None:
    """The wording that was accepted; before that, the newest."""
    return registration.commitment or newest_commitment(registration.federation)


def wording_of(text: CommitmentText | None) -> str:
    """The wording in the language of the page; the French one where there is no other."""
    if text is None:
        return ""
    return text.text_en if get_language() == "en" and text.text_en else text.text_fr

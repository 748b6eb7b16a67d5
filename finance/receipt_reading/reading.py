"""What was read of a paper, and why nothing was."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from occe.kit.errors import DomainError

OCR, FACTUR_X = "ocr", "factur-x"

SENTENCES = {
    "no_engine": _(
        "La lecture des photos n’est pas installée ici\u00a0: lancez «\u00a0make ocr\u00a0», puis relancez le portail."
    ),
    "nothing": _("Rien ne se lit sur ce papier."),
    "no_invoice": _("Ce PDF ne contient pas de facture électronique (Factur-X, ZUGFeRD)."),
    "currency": _("Cette facture est en %(currency)s, pas en euros."),
    "too_heavy": _("Ce papier est trop long à lire."),
    "unreadable": _("Ce fichier est abîmé et ne s’ouvre pas."),
    "another_kind": _("Ce fichier n’est ni une photo ni un PDF."),
}


class NotReadable(DomainError):
    """Nothing was read. `code` names the reason (a key of SENTENCES), `str()` says it to adults."""

    def __init__(self, code: str, **figures: str) -> None:
        self.code = code
        super().__init__(str(SENTENCES[code]) % figures)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says: a proposal, never a fact. What was not found is None or "".

    `total` in euros, below zero for a credit note; `source` OCR or FACTUR_X; `confidence` from 0 to 1 for the total:
    1 is read from data, the rest guessed from letters.
    """

    total: Decimal | None
    date: datetime.date | None
    shop: str
    source: str
    confidence: float

"""The bank's words, without the people whom they name.

A transfer from a family carries the family's name, and a statement would so become a list of who paid. Of what comes
in, and of every transfer, only words that tell an operation are kept; a payment by card or a direct debit names a shop.
"""

import re

from occe.kit.folded import fold

TRANSFER = re.compile(r"\b(vir|vrt|virt|virement|virements|transfer|transfert)\b")
# fmt: off
OPERATIONS = frozenset((
    "a", "achat", "aide", "annulation", "association", "au", "avoir", "banque", "bordereau", "caisse", "carte", "cb",
    "ccp", "cheque", "cheques", "chq", "chqs", "client", "commune", "compte", "cooperative", "cotisation", "credit",
    "dab", "de", "departement", "depot", "dgfip", "don", "du", "ecole", "emis", "en", "encaissement", "especes", "et",
    "etat", "eur", "faveur", "frais", "gab", "interets", "inst", "instantane", "la", "le", "les", "mairie", "n", "no",
    "occe", "operation", "par", "permanent", "pour", "prlv", "recu", "ref", "regul", "rejet", "rem", "remboursement",
    "remise", "rembt", "retour", "retrait", "rib", "sepa", "subvention", "sur", "trans", "transfer", "transfert",
    "tresor", "tresorerie", "usep", "vente", "ventes", "vers", "versement", "vir", "virement", "virements", "virt",
    "votre", "vrt", "vrst",
))
# fmt: on


def without_people(label: str, *, comes_in: bool) -> str:
    """The label on one line, 200 signs at most; words that could be a name are `…` where the bank may write one."""
    label = " ".join(label.split())
    if comes_in or TRANSFER.search(fold(label)):
        label = " ".join(_kept(word) for word in label.split(" "))
        label = re.sub(r"…(?:[\s.,/-]*…)+", "…", label)
    return label[:200]


def _kept(word: str) -> str:
    """The word if it tells an operation or is a figure, else `…`."""
    letters = re.findall(r"[^\W\d_]+", word)
    return word if all(fold(part) in OPERATIONS for part in letters) else "…"

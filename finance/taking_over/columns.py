"""Which column holds what: guessed from the titles, chosen by a person."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from finance.taking_over.sheets import Rows
from occe.kit.folded import fold

PREAMBLE = 20
"""How far down the titles may stand."""
ROLES = {
    "date": _("la date"),
    "group": _("le numéro de l’écriture"),
    "piece": _("le numéro de la pièce"),
    "label": _("le libellé"),
    "account": _("le compte ou la nature"),
    "debit": _("le débit"),
    "credit": _("le crédit"),
    "income": _("ce qui entre"),
    "expense": _("ce qui sort"),
    "amount": _("une somme avec son signe"),
    "place": _("banque ou caisse"),
}
_TITLES = {
    "date": {"date", "jour", "ecrituredate", "date ecriture", "date operation", "date d operation", "date de piece"},
    "group": {"ecriturenum", "n ecriture", "no ecriture", "numero ecriture", "numero d ecriture", "ecriture"},
    "piece": {"piece", "n piece", "no piece", "numero piece", "numero de piece", "pieceref", "n de piece", "ref"},
    "label": {"libelle", "ecriturelib", "objet", "operation", "description", "intitule", "designation", "detail"},
    "account": {
        "compte", "comptenum", "n compte", "no compte", "numero de compte", "code", "nature", "categorie", "rubrique",
        "poste",
    },
    "debit": {"debit", "solde debiteur"},
    "credit": {"credit", "solde crediteur"},
    "income": {"recette", "recettes", "entree", "entrees", "entre", "encaissement", "encaissements", "produit"},
    "expense": {"depense", "depenses", "sortie", "sorties", "sort", "decaissement", "decaissements", "charge"},
    "amount": {"montant", "somme", "solde", "valeur", "euros"},
    "place": {"moyen", "mode", "mode de paiement", "moyen de paiement", "tresorerie", "banque ou caisse", "paye avec",
              "banque caisse", "journal", "journalcode"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where the titles stand (the rank of their row, None for none), and the column of each role.

    `accounts` are a person's answers for what the file calls otherwise than the chart: folded text → account id.
    `balance` says that the file is no list of entries, but the balance of each account on the last day.
    """

    header: int | None
    columns: dict[str, int]
    accounts: dict[str, int] = field(default_factory=dict)
    balance: bool = False

    @property
    def is_double(self) -> bool:
        """Whether each line is one side of an entry, in debit and credit."""
        return "debit" in self.columns and "credit" in self.columns

    def as_plain(self) -> dict[str, Any]:
        return {"header": self.header, "columns": self.columns, "accounts": self.accounts, "balance": self.balance}


def mapping_of(plain: dict[str, Any]) -> Mapping:
    return Mapping(plain["header"], plain["columns"], plain.get("accounts", {}), plain.get("balance", False))


def guess(rows: Rows) -> Mapping:
    """The row with the most titles that we know, and what each says; no row of titles when none has two. Accounts with
    their sums and no day are a balance.
    """
    found = [(_known(cells), rank) for rank, (_line, cells) in enumerate(rows[:PREAMBLE])]
    columns, rank = max(found, key=lambda pair: (len(pair[0]), -pair[1]))
    if len(columns) < 2:
        return Mapping(None, {})
    told = columns.keys()
    undated = "date" not in told and "account" in told and not {"income", "expense"} & told
    return Mapping(rank, columns, balance=undated and ("amount" in told or {"debit", "credit"} <= told))


def _known(cells: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(cells):
        title = fold(cell)
        role = next((role for role, titles in _TITLES.items() if title in titles and role not in columns), None)
        if role:
            columns[role] = column
    return columns


def titles_of(rows: Rows, mapping: Mapping) -> list[str]:
    """What to call each column: its title, else its letter as spreadsheets count."""
    width = max(len(cells) for _line, cells in rows)
    header = rows[mapping.header][1] if mapping.header is not None else []
    return [header[n] if n < len(header) and header[n] else _letter(n) for n in range(width)]


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else "A" + chr(ord("A") + column - 26)

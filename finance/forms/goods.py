"""A thing that lasts: what it is and where, how it went, a list that comes from a spreadsheet."""

import csv
import io
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.models import EntryLine, InventoryItem
from finance.queries.goods import GoodRow
from finance.services.enough import LARGEST
from finance.statements.errors import FileRefused
from finance.taking_over.sheets import read_rows as sheet_rows
from occe.kit.dates import parse_day, today
from occe.kit.euros import parse_amount
from occe.kit.fields import DayField, EurosField
from occe.kit.folded import fold
from occe.kit.forms import HouseHelper
from occe.kit.refused import Refused

from .kept_photo import OwnFileField

Owner = InventoryItem.Owner
MOST_BYTES, MOST_ROWS, LONGEST = 200_000, 500, 4000
TITLES_OF_DAYS = ("date", "depuis", "acquis", "achat", "annee", "jour", "since", "day", "acquired")
TOLD = 8
"""So many lines that cannot be read are told at once."""


class GoodForm(forms.Form):
    """What it is, where it will be, what it cost, since when. One that the ledger paid for is the cooperative's."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=gettext_lazy("Ce que c’est"), max_length=120, help_text=gettext_lazy("Par exemple : appareil photo."),
        error_messages={"required": gettext_lazy("Dites ce que c’est.")},
    )  # fmt: skip
    place = forms.CharField(
        label=gettext_lazy("Où sera-t-il ?"), max_length=80,
        help_text=gettext_lazy("Par exemple : armoire de la classe."),
        error_messages={"required": gettext_lazy("Dites dans quelle pièce, dans quelle armoire.")},
    )  # fmt: skip
    price = EurosField(
        label=gettext_lazy("Prix d’achat"), required=False, largest=LARGEST,
        help_text=gettext_lazy("Laissez vide si personne ne le sait."),
    )  # fmt: skip
    acquired_on = DayField(label=gettext_lazy("Depuis quand ?"))
    owner = forms.ChoiceField(
        label=gettext_lazy("À qui est-il ?"), choices=Owner.choices, initial=Owner.COOPERATIVE,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Ce que la commune a acheté reste à la commune : son inventaire est à part."),
    )  # fmt: skip

    def __init__(self, *args: Any, line: EntryLine | None = None, item: InventoryItem | None = None, **kwargs: Any):
        kwargs["initial"] = self._known(line, item) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if line is not None or item is not None:
            del self.fields["owner"]
        if item is not None:
            del self.fields["request_id"]
        self.helper = HouseHelper()

    @staticmethod
    def _known(line: EntryLine | None, item: InventoryItem | None) -> dict:
        if item is not None:
            return {name: getattr(item, name) for name in ("label", "place", "price", "acquired_on")}
        if line is None:
            return {"request_id": uuid4(), "acquired_on": today()}
        entry = line.entry
        claim = getattr(entry, "claim", None)
        words = (claim.bought if claim else "") or (entry.voucher.caption if entry.voucher else "")
        return {"request_id": uuid4(), "label": words, "price": line.debit, "acquired_on": entry.date}


class LeaveForm(forms.Form):
    """When and why it is no longer here."""

    use_required_attribute = False
    why = forms.ChoiceField(
        label=gettext_lazy("Qu’est-il devenu ?"), widget=forms.RadioSelect,
        choices=[choice for choice in InventoryItem.Exit.choices if choice[0]],
        error_messages={"required": gettext_lazy("Choisissez : les vérificateurs le liront.")},
    )  # fmt: skip
    on = DayField(label=gettext_lazy("Depuis quand ?"))
    note = forms.CharField(
        label=gettext_lazy("Ce qui s’est passé"), max_length=200, required=False,
        help_text=gettext_lazy("Par exemple : donné à l’école d’à côté."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today()}
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(gettext_lazy("Le sortir de l’inventaire"))


class PhotoForm(forms.Form):
    """The picture of a thing, alone: nothing else is lost when it is refused."""

    file = OwnFileField(
        label=gettext_lazy("Sa photo"), widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("La chose seule, sans personne dessus."),
        error_messages={"required": gettext_lazy("Choisissez une photo.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class GoodsListForm(forms.Form):
    """A list from a spreadsheet: what, where, since when, price, whose. Read as a whole, or refused line by line."""

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Collez ici la liste"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Une ligne par bien : ce que c’est ; où ; date ; prix ; à qui. Le prix et « à qui » peuvent manquer."
        ),
    )  # fmt: skip
    file = OwnFileField(
        label=gettext_lazy("Ou choisissez le fichier"), required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv,text/plain"}),
        help_text=gettext_lazy("Un classeur (.xlsx) ou un fichier CSV, tel que le tableur l’enregistre."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_id": uuid4()}
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()

    def clean(self) -> dict:
        """`rows` from the file if there is one, else from the text; the text then holds what was read."""
        values = super().clean() or {}
        sent = values.get("file")
        text = values.get("text") or ""
        if sent is not None:
            if sent.size > MOST_BYTES:
                self.add_error("file", _("Ce fichier est trop grand pour une liste de biens."))
                return values
            try:
                text = _as_text(sent.read())
            except FileRefused as refusal:
                self.add_error("file", refusal.reason)
                return values
            self.data = self.data.copy()
            self.data["text"] = text
        values["rows"], refused = read_rows(text)
        for sentence in refused[:TOLD]:
            self.add_error("text", sentence)
        if not values["rows"] and not refused:
            self.add_error("text", _("Collez une liste, ou choisissez un fichier."))
        return values


def _as_text(data: bytes) -> str:
    """A workbook's first sheet, or a CSV file in whatever encoding, as the list that somebody could have pasted."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(cells for _line, cells in sheet_rows(data))
    return written.getvalue()


def read_rows(text: str) -> tuple[list[GoodRow], list[str]]:
    """The things of a list in CSV (semicolons, tabs or commas, with or without a header), and a sentence for each line
    that cannot be read. Nothing is written.
    """
    text = "\n".join(text.replace("\0", "").splitlines())
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    rows: list[GoodRow] = []
    refused: list[str] = []
    if any(len(line) > LONGEST for line in text.split("\n")):
        return [], [_("Une ligne de cette liste est bien trop longue.")]
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (number == 1 and _is_header(cells)):
            continue
        if len(rows) >= MOST_ROWS:
            refused.append(_("Plus de %(most)s lignes : envoyez la liste en deux fois.") % {"most": MOST_ROWS})
            break
        try:
            rows.append(_row(cells))
        except (Refused, forms.ValidationError) as error:
            sentence = error.messages[0] if isinstance(error, forms.ValidationError) else str(error)
            refused.append(_("Ligne %(number)s : %(why)s") % {"number": number, "why": sentence})
    return ([] if refused else rows), refused


def _is_header(cells: list[str]) -> bool:
    """The titles of the columns: the third says that days stand below it."""
    return len(cells) > 2 and fold(cells[2]).startswith(TITLES_OF_DAYS)


def _row(cells: list[str]) -> GoodRow:
    label, place, day, price, owner, *_rest = [*cells, "", "", "", "", ""]
    if not label or not place or not day:
        raise forms.ValidationError(_("il faut ce que c’est, où il est, et depuis quand."))
    amount: Decimal | None = parse_amount(price, largest=LARGEST) if price else None
    commune = fold(owner).startswith(("commune", "mairie", "la commune", "la mairie", "the commune", "town"))
    return GoodRow(label[:120], place[:80], parse_day(day), amount, Owner.COMMUNE if commune else Owner.COOPERATIVE)

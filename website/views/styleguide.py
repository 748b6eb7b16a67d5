"""The style guide: everything that repeats in the portal, once each, in both themes. In demo mode only.

`?screen=` shows one pupil's screen at full size; without it, the guide itself. All values are samples and say so.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from occe.kit.access import public
from occe.kit.drawing import icons, projects, receipt, reports, secretpictures
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.drawing.map import Place
from occe.kit.drawing.picturenames import PICTURES, TINTS, pairs
from occe.kit.forms import HouseHelper

SCREENS = ("faces", "secret", "bought", "amount", "photo", "check", "vote", "result", "money")
AGES = ("6", "9", "12")
COLOURS = (
    ("papier", "papier-haut", "papier-creux", "trait", "trait-fort"),
    ("basalte", "basalte-doux"),
    ("gentiane", "gentiane-fort", "gentiane-lavis"),
    ("prairie", "prairie-fort", "prairie-lavis"),
    ("jaune", "jaune-lavis", "ocre"),
    ("salers", "salers-lavis"),
)
FIRST_NAMES = [
    "Adam",
    "Chloé",
    "Élio",
    "Inès",
    "Jade",
    "Léon",
    "Lina",
    "Malo",
    "Mila",
    "Nino",
    "Noé",
    "Rose",
    "Sacha",
    "Tess",
    "Tom",
    "Yanis",
    "Zoé",
    "Agathe",
]


class SampleForm(forms.Form):
    """A form with one of each control, to be shown refused."""

    amount = forms.CharField(
        label=_("Montant, en euros"),
        help_text=_("Avec la virgule, comme sur le ticket."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Écrivez le montant, par exemple 12,50.")},
    )
    purpose = forms.ChoiceField(
        label=_("À quoi ça a servi ?"),
        choices=[("outings", _("Sorties et spectacles")), ("books", _("Livres et revues"))],
    )
    paid = forms.ChoiceField(
        label=_("Payé comment ?"),
        choices=[("cash", _("Avec la caisse")), ("cheque", _("Par chèque")), ("advance", _("Un adulte a avancé"))],
        widget=forms.RadioSelect,
    )
    receipt = forms.FileField(label=_("Ticket de caisse"), required=False)
    note = forms.CharField(
        label=_("Un mot pour la classe"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    decided = forms.BooleanField(
        label=_("Le conseil l’a décidé"), error_messages={"required": _("Dites si le conseil l’a décidé.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Noter la dépense"))


def class_of_samples() -> list[SimpleNamespace]:
    """Eighteen invented pupils, each with a pair of picture and tint of its own."""
    return [
        SimpleNamespace(first_name=name, picture=picture, tint=tint)
        for name, (picture, tint) in zip(FIRST_NAMES, pairs()[4:], strict=False)
    ]


def places() -> list[Place]:
    """A few communes of the Cantal, where they are."""
    towns = (
        ("Aurillac", 44.93, 2.44, 3, 1), ("Saint-Flour", 45.03, 3.09, 2, 0), ("Mauriac", 45.22, 2.33, 1, 0),
        ("Murat", 45.11, 2.87, 1, 0), ("Riom-ès-Montagnes", 45.28, 2.66, 1, 0), ("Maurs", 44.71, 2.20, 1, 0),
        ("Massiac", 45.25, 3.20, 1, 0), ("Polminhac", 44.95, 2.58, 1, 1), ("Chaudes-Aigues", 44.85, 3.00, 1, 0),
    )  # fmt: skip
    return [Place(name, lat, lon, count, new, "#map", name) for name, lat, lon, count, new in towns]


def report_rows() -> list[reports.Report]:
    """Forty-one reports in their four states."""
    states = ["accepted"] * 26 + ["received"] * 6 + ["returned"] * 3 + ["due"] * 6
    return [reports.Report(f"n° {number}", state) for number, state in enumerate(states, 1)]


def sample_receipt() -> receipt.Receipt:
    """A till receipt of the garden shop."""
    lines = (("TERREAU 20 L", "6,90"), ("GRAINES RADIS", "2,35"), ("GRAINES COURGE", "3,15"), ("ARROSOIR 5 L", "26,00"))
    return receipt.Receipt("JARDINERIE DU PONT", "15800 POLMINHAC", "02/10/2026  16:42", lines, "TOTAL", "38,40 €")


def context() -> dict[str, Any]:
    """What every part of the guide shows."""
    pupils = class_of_samples()
    return {
        "screens": SCREENS,
        "colours": COLOURS,
        "icons": list(icons.PATHS),
        "pictures": list(PICTURES),
        "tints": TINTS,
        "secrets": list(secretpictures.SECRETS),
        "scenes": list(projects.SCENES),
        "categories": list(CATEGORIES),
        "form": SampleForm({"purpose": "outings", "paid": "cash"}),
        "beside": SampleForm(auto_id="beside_%s"),
        "years": [("2023-2024", 14), ("2024-2025", 17), ("2025-2026", 22, "fill-new")],
        "raised": [
            ("2023-2024", Decimal("31850.40")),
            ("2024-2025", Decimal("38116.75")),
            ("2025-2026", Decimal("48930")),
        ],
        "kinds": [
            (gettext("Nature et jardin"), 34, "fill-done"),
            (gettext("Culture et spectacle"), 22, "fill-press"),
            (gettext("Sorties et voyages"), 13, "fill-plain"),
            (gettext("Solidarité"), 9, "fill-ink"),
        ],
        "kind_icons": {
            gettext("Nature et jardin"): "sprout",
            gettext("Culture et spectacle"): "music",
            gettext("Sorties et voyages"): "bus",
            gettext("Solidarité"): "heart",
        },
        "places": places(),
        "reports": report_rows(),
        "events": events(),
        "pupils": pupils,
        "pupil": pupils[6],
        "amounts": {
            "spent": Decimal("38.40"),
            "earned": Decimal("146.50"),
            "bank": Decimal("858.20"),
            "cash": Decimal("24.50"),
            "all": Decimal("882.70"),
        },
    }


def events() -> list[dict[str, Any]]:
    """The life of a decision, from the slip to the day it comes back."""
    told = (
        (
            date(2026, 9, 12),
            gettext("Un petit mot dans la boîte"),
            gettext("On pourrait attirer les papillons."),
            "done",
        ),
        (date(2026, 9, 18), gettext("Le conseil vote"), gettext("15 pour, 1 contre, 2 sans avis."), "done"),
        (date(2026, 10, 2), gettext("L’achat"), gettext("Graines et terreau, 38,40 €."), "now"),
        (date(2026, 11, 9), gettext("On en reparle"), gettext("Est-ce que ça a poussé ?"), "later"),
    )
    return [{"date": day, "title": title, "text": text, "state": state} for day, title, text, state in told]


def screen_context(screen: str, age: str) -> dict[str, Any]:
    """What one pupil's screen needs beside the samples; unknown screens and ages are no page."""
    if screen not in SCREENS or age not in AGES:
        raise Http404
    done = {"bought": 0, "amount": 1, "photo": 3, "check": 1}
    more: dict[str, Any] = {"reading_age": int(age), "receipt": sample_receipt()}
    more |= {"left": Decimal("844.30"), "box": Decimal("21.60")}
    if screen in done:
        more |= {"steps_done": done[screen], "steps_total": 3 if screen == "check" else 5}
    if screen in ("faces", "vote", "result"):
        more["pupil"] = None
    return more


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    screen = request.GET.get("screen", "")
    if not screen:
        return render(request, "styleguide/index.html", context())
    more = screen_context(screen, request.GET.get("age", "9"))
    return render(request, f"styleguide/screen_{screen}.html", context() | more)

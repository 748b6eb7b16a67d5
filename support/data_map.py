"""What this room holds about people: who asked for help."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import LIFE, LIFE_OF_IT
from occe.kit.data_map import Whom, hold


def declare() -> None:
    hold(
        _("Une question posée à l’association, et la réponse : qui a écrit quoi."),
        Whom.ADULT, LIFE, LIFE_OF_IT, {"support.HelpTicket": "asked_by subject question answer answered_by"},
    )  # fmt: skip

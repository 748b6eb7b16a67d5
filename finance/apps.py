"""What the room tells the others at start-up: its files, its sentences, its lines of « Mon vendredi », its doors."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self) -> None:
        from cooperatives.home_cards import register_card
        from cooperatives.models import GuestLink
        from cooperatives.services.guests import register_home
        from finance import data_map
        from finance.doors import open_doors
        from finance.held import OURS, of_finance
        from finance.home_card import year_card
        from finance.services.claims import forget_pupil
        from members.departures import register_departure
        from members.held import register_holding

        data_map.declare()
        register_holding(OURS, of_finance, order=30)
        _own_files()
        _say_what_happened()
        _name_what_waits()
        _tell_the_activity_report()
        register_departure(forget_pupil)
        register_home(GuestLink.Purpose.REVIEWER, lambda link: reverse("finance:guest-review"))
        register_card(year_card)
        open_doors()
        _follow_decisions()


def _follow_decisions() -> None:
    """What a decision starts, and what its thread tells of the money."""
    from councils.offshoots import register_offshoot
    from councils.thread import register_events
    from finance import thread

    register_events(thread.events_of)
    register_offshoot("expense", _("Une dépense"), thread.expense_address, icon="receipt")
    register_offshoot("advance", _("Une avance à la classe"), thread.advance_address, icon="cash-box")
    register_offshoot("aid", _("Une aide de l’association"), thread.aid_address, icon="bank")


def _own_files() -> None:
    """The rows that a stored file may belong to."""
    from cooperatives.services.files import register_owner
    from finance.queries.papers import just_sent

    register_owner("cooperatives.StoredFile", just_sent, field="pk")
    register_owner("finance.ExpenseClaim", field="photo")
    register_owner("finance.Voucher")
    register_owner("finance.CashCount", field="paper")
    register_owner("finance.InventoryItem", field="photo")
    register_owner("finance.ClassAdvance", field="paper")
    register_owner("finance.Grant", field="letter")
    register_owner("finance.BankStatement", field="photo")
    register_owner("finance.LaterPaper")
    register_owner("finance.TrayPaper")
    register_owner("finance.YearEnd", field="activity_report")
    register_owner("finance.AccountReview", field="sheet")


def _say_what_happened() -> None:
    """The sentence of each notification."""
    from finance.services.asking import ASKED
    from finance.services.books import BOOK_ACCEPTED, BOOK_RETURNED, BOOK_SENT
    from finance.services.grants import ANSWERED
    from finance.services.handovers import LEFT, TAKEN
    from finance.services.missing_digest import PAPERS_MISSING
    from members.notifications import register

    year = ("year",)
    register(ASKED, _("{cooperative} : une dépense de {amount} attend l’accord d’un deuxième adulte, vous."))
    register(PAPERS_MISSING, _("{cooperative} : papiers qui manquent au cahier {year} : {count}."), query=year)
    register(BOOK_SENT, _("{cooperative} : le cahier {year} est arrivé, il attend votre réponse."), query=year)
    register(BOOK_ACCEPTED, _("{cooperative} : le cahier {year} est accepté."), query=year)
    register(BOOK_RETURNED, _("{cooperative} : le cahier {year} revient, avec ce qui est à compléter."), query=year)
    register(ANSWERED, _("{cooperative} : l’association a répondu à votre demande d’aide, {purpose}."))
    register(LEFT, _("{cooperative} : les comptes sont arrêtés au {day}. Cochez ce que vous recevez, et signez."))
    register(TAKEN, _("{cooperative} : les comptes arrêtés au {day} sont repris."))


def _tell_the_activity_report() -> None:
    """The fêtes, sales and trips of the year."""
    from finance.queries.activity_report import events_of_year
    from projects.report_parts import register_report_part

    register_report_part("events", _("Fêtes, ventes et sorties"), events_of_year)


def _name_what_waits() -> None:
    """The lines of « Mon vendredi », in their order."""
    from finance import friday
    from members.friday import register_line

    register_line(friday.handover_line, order=15)
    register_line(friday.claims_line, order=20)
    register_line(friday.slips_line, order=30)
    register_line(friday.advances_line, order=32)
    register_line(friday.counts_line, order=33)
    register_line(friday.goods_line, order=35)
    register_line(friday.tray_line, order=40)
    register_line(friday.bank_line, order=40)
    register_line(friday.drafts_line, order=45)

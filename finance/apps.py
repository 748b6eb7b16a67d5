from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self) -> None:
        from cooperatives.home_cards import register_card
        from cooperatives.models import GuestLink
        from cooperatives.services.files import register_owner
        from cooperatives.services.guests import register_home
        from finance.doors import open_doors
        from finance.friday import (
            advances_line,
            bank_line,
            claims_line,
            counts_line,
            drafts_line,
            goods_line,
            handover_line,
            slips_line,
            tray_line,
        )
        from finance.home_card import year_card
        from finance.queries.papers import just_sent
        from finance.services.asking import ASKED
        from finance.services.books import BOOK_ACCEPTED, BOOK_RETURNED, BOOK_SENT
        from finance.services.claims import forget_pupil
        from finance.services.handovers import LEFT, TAKEN
        from finance.services.missing_digest import PAPERS_MISSING
        from members.departures import register_departure
        from members.friday import register_line
        from members.notifications import register

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
        register_departure(forget_pupil)
        register(ASKED, _("{cooperative} : une dépense de {amount} attend l’accord d’un deuxième adulte, vous."))
        year = ("year",)
        told = _("{cooperative} : papiers qui manquent au cahier {year} : {count}.")
        register(PAPERS_MISSING, told, query=year)
        register(BOOK_SENT, _("{cooperative} : le cahier {year} est arrivé, il attend votre réponse."), query=year)
        register(BOOK_ACCEPTED, _("{cooperative} : le cahier {year} est accepté."), query=year)
        register(BOOK_RETURNED, _("{cooperative} : le cahier {year} revient, avec ce qui est à compléter."), query=year)
        register(LEFT, _("{cooperative} : les comptes sont arrêtés au {day}. Cochez ce que vous recevez, et signez."))
        register(TAKEN, _("{cooperative} : les comptes arrêtés au {day} sont repris."))
        register_line(handover_line, order=15)
        register_line(claims_line, order=20)
        register_line(slips_line, order=30)
        register_line(advances_line, order=32)
        register_line(counts_line, order=33)
        register_line(tray_line, order=40)
        register_owner("finance.YearEnd", field="activity_report")
        register_owner("finance.AccountReview", field="sheet")
        register_home(GuestLink.Purpose.REVIEWER, lambda link: reverse("finance:guest-review"))
        register_card(year_card)
        register_line(goods_line, order=35)
        register_line(bank_line, order=40)
        register_line(drafts_line, order=45)
        open_doors()

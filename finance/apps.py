from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self) -> None:
        from cooperatives.services.files import register_owner
        from finance.doors import open_doors
        from finance.friday import claims_line, slips_line
        from finance.services.asking import ASKED
        from finance.services.claims import forget_pupil
        from members.departures import register_departure
        from members.friday import register_line
        from members.notifications import register

        register_owner("finance.ExpenseClaim", field="photo")
        register_owner("finance.Voucher")
        register_departure(forget_pupil)
        register(ASKED, _("{cooperative} : une dépense de {amount} attend l’accord d’un deuxième adulte, vous."))
        register_line(claims_line, order=20)
        register_line(slips_line, order=30)
        open_doors()

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self) -> None:
        from cooperatives.services.files import register_owner
        from finance.doors import open_doors
        from finance.friday import claims_line, slips_line
        from finance.services.claims import forget_pupil
        from members.departures import register_departure
        from members.friday import register_line

        register_owner("finance.ExpenseClaim", field="photo")
        register_owner("finance.Voucher")
        register_departure(forget_pupil)
        register_line(claims_line, order=20)
        register_line(slips_line, order=30)
        open_doors()

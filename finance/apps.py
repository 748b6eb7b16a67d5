from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"

    def ready(self) -> None:
        from cooperatives.services.files import register_owner
        from finance.services.claims import forget_pupil
        from members.departures import register_departure

        register_owner("finance.ExpenseClaim", field="photo")
        register_owner("finance.Voucher")
        register_departure(forget_pupil)

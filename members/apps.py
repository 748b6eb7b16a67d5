from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from cooperatives.models import GuestLink
        from cooperatives.services.guests import register_home
        from members import data_map
        from members.friday import register_line
        from members.held import OURS, of_members, register_holding
        from members.opening import first_names_line, last_year_line, open_class_line, papers_line
        from members.presence import address_of_pass

        data_map.declare()
        register_holding(OURS, of_members, order=10)
        register_line(open_class_line, order=0)
        register_line(first_names_line, order=10)
        register_line(last_year_line, order=12)
        register_line(papers_line, order=50)
        register_home(GuestLink.Purpose.PASS, address_of_pass)

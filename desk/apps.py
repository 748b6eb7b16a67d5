from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from desk import data_map
        from desk.queries.activity import REMINDED
        from members.notifications import register

        data_map.declare()
        register(
            "desk.approved",
            _("{cooperative} est agréée. Son compte en banque est en cours d’ouverture."),
            url_name="cooperatives:home",
        )
        register(
            "desk.account_open",
            _("Le compte de {cooperative} est ouvert depuis le {day} : vous pouvez payer."),
            url_name="cooperatives:home",
        )
        register(
            "desk.report_ready",
            _("Le rapport {year} est prêt : vous pouvez le télécharger."),
            url_name="desk:report-export",
        )
        register("desk.books_ready", _("Les livres de {year} sont prêts : vous pouvez les télécharger."))
        register(
            "desk.backup_failed",
            _("La sauvegarde de la nuit du {day} n’a pas pu être relue."),
            url_name="desk:safekeeping",
        )
        register(
            REMINDED,
            _("L’association attend le compte rendu d’activité {year} de {cooperative}."),
            url_name="projects:list",
        )
        _register_tabs()


def _register_tabs() -> None:
    from desk.tabs import register_tab

    register_tab(_("À traiter"), "desk:queue", "desk:registration*", "desk:ticket", "desk:story-*", order=10)
    register_tab(_("Coopératives"), "desk:cooperatives", "desk:cooperative*", "desk:mandate-*", "desk:bank*", order=20)
    register_tab(
        _("Rapport"), "desk:reports", "desk:report*", "desk:activity*", "desk:combined*", "desk:grants*", order=50
    )
    register_tab(
        _("Réglages"),
        "desk:settings",
        "desk:settings-*",
        "desk:staff*",
        "desk:role-*",
        "desk:year*",
        "desk:chart",
        "desk:account-*",
        "desk:safekeeping",
        "desk:privacy*",
        "desk:advice*",
        order=90,
    )

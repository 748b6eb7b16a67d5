"""What this room holds about people: who was invited to the association's staff; and the queue that carries letters."""

from django.utils.translation import gettext_lazy as _

from cooperatives.data_map import LIFE_OF_IT, SAFE
from members.data_map import ACCOUNTS
from occe.kit.data_map import Keeping, Whom, hold, measure, nothing


def declare() -> None:
    hold(
        _("Une invitation dans l’équipe : l’adresse e-mail invitée, par qui."),
        Whom.ADULT, ACCOUNTS, LIFE_OF_IT, {"desk.StaffInvitation": "email token_hash invited_by accepted_by"},
    )  # fmt: skip
    hold(
        _("Le courrier qui part : l’adresse et le texte, dans la file d’attente."),
        Whom.ADULT, SAFE,
        Keeping(_("sept jours après le départ"), doors=("occe.kit.tasks.forget_finished_jobs",)),
        {"procrastinate.ProcrastinateJob": "args"},
    )  # fmt: skip
    measure(
        "loss",
        _("Chaque nuit, une sauvegarde est faite, relue ailleurs, prouvée, puis jetée."),
        "desk.tasks.prove_the_backup",
    )
    nothing(
        {
            "desk.SafekeepingDrill": "detail",
            "desk.PrivacyFacts": "host_name host_address host_country subprocessors officer_name officer_address "
            "authority_name authority_address contact own_officer",
            "procrastinate.ProcrastinateWorker": "",
            "procrastinate.ProcrastinateEvent": "",
            "procrastinate.ProcrastinatePeriodicDefer": "task_name periodic_id",
            "procrastinate.ProcrastinateJob": "queue_name task_name lock queueing_lock",
        }
    )

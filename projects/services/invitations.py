"""Classes of other cooperatives that are asked to take part: invited by who leads the project, answered by their own
adult. Each cooperative keeps its own money."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, ClassTeacher, Mandate
from members.models import User
from members.services.notifications import notify, notify_all
from occe.kit.actors import Adult
from occe.kit.dates import today
from projects.errors import PlanRefused
from projects.models import Invitation, Project
from projects.services.wording import children_near, tidy_line

INVITED = "projects.invited"
ANSWERED = "projects.invitation-answered"


@transaction.atomic
def invite_class(project: Project, *, classroom: Classroom, by: Adult, words: str = "") -> Invitation:
    """Ask a class of another cooperative; its adults are told. A class that is asked already is asked once.

    Raises PlanRefused for a class of the project's own cooperative (its adult adds it), of another association or of a
    closed year, for an idea that lies aside, and for words that name a child.
    """
    locked = Project.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=project.pk)
    if classroom.cooperative_id == locked.cooperative_id:
        raise PlanRefused(_("Cette classe est de la même coopérative\u00a0: ajoutez-la sans l’inviter."))
    if classroom.cooperative.federation_id != locked.cooperative.federation_id or classroom.year.closed_at:
        raise PlanRefused(_("Cette classe ne peut pas être invitée."))
    if locked.set_asides.filter(back_at__isnull=True).exists():
        raise PlanRefused(_("Cette idée est mise de côté. Reprenez-la d’abord."))
    said = tidy_line(words, children_near(locked), field="words")
    invitation = locked.invitations.exclude(state=Invitation.State.WITHDRAWN).filter(classroom=classroom).first()
    if invitation and invitation.state != Invitation.State.DECLINED:
        return invitation
    if invitation:
        raise PlanRefused(_("Cette classe a répondu qu’elle ne participe pas."))
    invitation = Invitation.objects.create(project=locked, classroom=classroom, words=said, invited_by_id=by.user_id)
    notify_all(
        adults_of(classroom), INVITED, key=f"invited-{invitation.public_id}",
        parameters={"cooperative": locked.cooperative.name, "project": locked.title, "classroom": classroom.name},
        url_name="projects:list", url_id=classroom.cooperative.public_id,
    )  # fmt: skip
    return invitation


@transaction.atomic
def answer_invitation(invitation: Invitation, *, accept: bool, by: Adult) -> Invitation:
    """The class takes part, or does not; who invited is told. The same answer again changes nothing.

    A class that takes part may leave: what it wrote stays with the project. Raises PlanRefused for an invitation that
    was withdrawn, or for a yes after a no.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).select_related(
        "project__cooperative", "classroom__cooperative", "invited_by"
    ).get(pk=invitation.pk)  # fmt: skip
    answer = Invitation.State.ACCEPTED if accept else Invitation.State.DECLINED
    if locked.state == answer:
        return locked
    leaves = locked.state == Invitation.State.ACCEPTED
    if not leaves and locked.state != Invitation.State.WAITING:
        raise PlanRefused(_("Cette invitation n’attend plus de réponse."))
    locked.state, locked.answered_by_id, locked.answered_at = answer, by.user_id, timezone.now()
    locked.save(update_fields=["state", "answered_by", "answered_at"])
    if accept:
        project = Project.objects.select_for_update(of=("self",)).get(pk=locked.project_id)
        if not project.classrooms.exists():  # the whole school's stays so, named class by class
            own = Classroom.objects.filter(cooperative_id=project.cooperative_id, year_id=locked.classroom.year_id)
            project.classrooms.add(*own)
        project.classrooms.add(locked.classroom)
    if leaves:
        locked.project.classrooms.remove(locked.classroom)
    notify(
        locked.invited_by, ANSWERED, key=f"answered-{locked.public_id}-{answer}",
        parameters={"classroom": f"{locked.classroom.name}, {locked.classroom.cooperative.name}",
                    "project": locked.project.title},
        url_name="projects:list", url_id=locked.project.cooperative.public_id,
    )  # fmt: skip
    return locked


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Adult) -> Invitation:
    """Take back an invitation that nobody answered; taken back already, it stays so.

    Raises PlanRefused once the class takes part: it leaves by itself.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.state == Invitation.State.WITHDRAWN:
        return locked
    if locked.state != Invitation.State.WAITING:
        raise PlanRefused(_("Cette classe a déjà répondu."))
    locked.state = Invitation.State.WITHDRAWN
    locked.save(update_fields=["state"])
    return locked


def adults_of(classroom: Classroom) -> list[User]:
    """Who leads a class today: the cooperative's mandataires and the class's teachers. One query."""
    led = Mandate.objects.filter(cooperative=classroom.cooperative_id).in_force(today()).values("user_id")
    taught = ClassTeacher.objects.filter(classroom=classroom).in_force(today()).values("user_id")
    return list(User.objects.filter(pk__in=led.union(taught)))


@transaction.atomic
def choose_classes(project: Project, *, classrooms: list[Classroom], by: Adult) -> None:
    """Which classes of the project's own cooperative take part: exactly these; none is the whole school, unless
    classes of other cooperatives take part too. The invited ones stay."""
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if any(room.cooperative_id != locked.cooperative_id for room in classrooms):
        raise PlanRefused(_("Une classe d’une autre coopérative s’invite."), field="classrooms")
    invited = locked.classrooms.exclude(cooperative_id=locked.cooperative_id)
    if not classrooms and invited.exists():
        raise PlanRefused(_("Gardez au moins une classe de votre école."), field="classrooms")
    locked.classrooms.set([*classrooms, *invited])

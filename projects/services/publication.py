"""The public story of a project: written, chosen piece by piece, opened, closed at once, reported by its readers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import ClassTeacher, Mandate
from members.models import User
from members.naming import first_name_in
from members.services.notifications import notify_all
from occe.kit.actors import Actor, Adult, Anonymous
from occe.kit.dates import today
from projects.errors import PublicationRefused
from projects.models import ContentReport, Piece, Project, Publication
from projects.models.consent import Medium
from projects.queries.story import pieces_in_order
from projects.services.journal import children_of
from projects.services.life import ORDER, move_project
from projects.services.pieces import withdraw_piece

PIECE_OFF, STORY_OFF = "projects.piece_off", "projects.story_off"
LENGTHS = {"summary": 200, "aims": 1000, "story": 6000, "learnt": 2000}


@transaction.atomic
def write_story(project: Project, *, by: Adult, **words: str) -> Project:
    """Write what the public reads: any of `summary`, `aims`, `story`, `learnt`; paragraphs stay.

    Raises PublicationRefused, at the field, for words that are too long or name a child, and for an empty story while
    the project is published.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    children = children_of(locked)
    for field, text in words.items():
        said = in_paragraphs(text)
        if len(said) > LENGTHS[field]:
            most = LENGTHS[field]
            raise PublicationRefused(
                _("C’est un peu long\u00a0: %(most)s signes au plus.") % {"most": most}, field=field
            )
        name = first_name_in(said, children)
        if name:
            raise PublicationRefused(
                _("Il y a un prénom, %(name)s. Le récit se lit partout\u00a0: écrivez « un élève », « notre groupe ».")
                % {"name": name},
                field=field,
            )
        if field == "story" and not said and locked.is_published:
            raise PublicationRefused(
                _("Ce récit est publié\u00a0: retirez-le d’abord si vous voulez l’effacer."), field=field
            )
        setattr(locked, field, said)
    locked.save(update_fields=list(words))
    return locked


def in_paragraphs(text: str) -> str:
    """Each line on one line, without spaces too many; at most one empty line between two."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()


@transaction.atomic
def choose_piece(piece: Piece, *, in_story: bool, by: Adult) -> Piece:
    """Put a piece into the story, or leave it out.

    Raises PublicationRefused for words that name a child, for a piece that may not be shown on the site today, and into
    a story that is public already: there `publish_more` asks the three questions first.
    """
    project = Project.objects.select_for_update(of=("self",)).get(journal=piece.entry_id)
    locked = Piece.objects.select_for_update(of=("self",)).select_related("entry__project").get(pk=piece.pk)
    if in_story and not locked.in_story and project.is_published:
        raise PublicationRefused(
            _("Le récit est public\u00a0: répondez d’abord aux trois questions, puis ce morceau s’y ajoute.")
        )
    return _put(locked, in_story=in_story)


def _put(locked: Piece, *, in_story: bool) -> Piece:
    if in_story and not locked.in_story:
        if not Piece.objects.filter(pk=locked.pk).allowed_on(Medium.SITE).exists():
            raise PublicationRefused(_("Ce morceau ne peut pas encore aller sur le site\u00a0: voyez ce qu’il attend."))
        name = first_name_in(locked.words, children_of(locked.entry.project))
        if name:
            raise PublicationRefused(
                _("Ce morceau dit un prénom, %(name)s. Corrigez ses mots dans le journal.") % {"name": name}
            )
    if locked.in_story != in_story:
        locked.in_story = in_story
        locked.save(update_fields=["in_story"])
    if not in_story:
        Project.objects.filter(cover=locked).update(cover=None)
    return locked


@transaction.atomic
def set_cover(project: Project, piece: Piece | None, *, by: Adult) -> Project:
    """Choose the picture that opens the story; it is then in the story. None goes back to the drawing."""
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if piece is not None:
        if not piece.is_picture or piece.entry.project_id != locked.pk:
            raise PublicationRefused(_("La couverture est un dessin ou une photo de ce projet."))
        choose_piece(piece, in_story=True, by=by)
    if locked.cover_id != (piece.pk if piece else None):
        locked.cover = piece
        locked.save(update_fields=["cover"])
    return locked


@transaction.atomic
def move_piece(piece: Piece, *, earlier: bool, by: Adult) -> None:
    """Change places with the piece before or after it in the story, on the same page of the journal."""
    row = list(Piece.objects.select_for_update(of=("self",)).filter(entry=piece.entry_id).order_by("position", "id"))
    here = next(place for place, other in enumerate(row) if other.pk == piece.pk)
    chosen = [place for place, other in enumerate(row) if other.in_story]
    others = [place for place in chosen if (place < here if earlier else place > here)]
    if not others:
        return
    there = others[-1] if earlier else others[0]
    row[here], row[there] = row[there], row[here]
    for position, other in enumerate(row):
        other.position = position
    Piece.objects.bulk_update(row, ["position"])


@transaction.atomic
def publish_story(project: Project, *, by_words: str, by_pictures: str, by_place: str, by: Adult) -> Publication:
    """Open the story to everybody, after the three questions; the project is then told.

    Published already, it changes nothing. Raises PublicationRefused without a story, for an idea that was never
    decided, and for a piece in it that names a child.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    standing = locked.publications.filter(withdrawn_at__isnull=True).first()
    if standing and locked.is_published:
        return standing
    if locked.state == Project.State.IDEA:
        raise PublicationRefused(_("Ce projet est encore une idée\u00a0: on raconte ce que l’on a fait."))
    if not locked.story:
        raise PublicationRefused(_("Racontez d’abord ce que vous avez fait."))
    _refuse_named(locked)
    answers = {"by_words": by_words, "by_pictures": by_pictures, "by_place": by_place}
    opened = standing or Publication.objects.create(project=locked, by_id=by.user_id, **answers)
    locked.published_at = opened.at
    locked.save(update_fields=["published_at"])
    if ORDER.index(locked.state) < ORDER.index(Project.State.TOLD):
        move_project(locked, state=Project.State.TOLD, on=today(), by=by)
    return opened


def _refuse_named(project: Project) -> None:
    children = children_of(project)
    told = [project.title, project.summary, project.aims, project.story, project.learnt]
    told += [piece.words for piece in pieces_in_order(project).filter(in_story=True)]
    name = first_name_in("\n".join(told), children)
    if name:
        raise PublicationRefused(
            _("Il y a un prénom, %(name)s, dans le récit ou dans un morceau choisi. Enlevez-le avant de publier.")
            % {"name": name}
        )


@transaction.atomic
def publish_more(
    project: Project, *, piece: Piece, by_words: str, by_pictures: str, by_place: str, by: Adult
) -> Publication:
    """Add a piece to a story that is public, after the three questions were asked about it too; who answered them is
    kept beside the first answers. The story keeps its day.

    A piece that is in it already changes nothing. Raises PublicationRefused as `choose_piece` does, and for a story
    that nobody reads.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    standing = locked.publications.filter(withdrawn_at__isnull=True).first()
    if standing is None or not locked.is_published:
        raise PublicationRefused(_("Ce récit n’est pas public\u00a0: relisez-le, puis publiez-le."))
    added = Piece.objects.select_for_update(of=("self",)).select_related("entry__project").get(pk=piece.pk)
    if added.entry.project_id != locked.pk:
        raise PublicationRefused(_("Ce morceau est d’un autre projet."))
    if added.in_story:
        return standing
    _put(added, in_story=True)
    standing.withdrawn_at, standing.withdrawn_by_id = timezone.now(), by.user_id
    standing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    answers = {"by_words": by_words, "by_pictures": by_pictures, "by_place": by_place}
    return Publication.objects.create(project=locked, by_id=by.user_id, **answers)


@transaction.atomic
def withdraw_story(project: Project, *, by: Actor, why: str = "") -> Project:
    """Close the story to the public, at once. The project stays told, and can be published again."""
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    who = by.user_id if isinstance(by, Adult) else None
    locked.publications.filter(withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by_id=who, why=" ".join(why.split())[:200]
    )
    if locked.is_published:
        locked.published_at = None
        locked.save(update_fields=["published_at"])
    return locked


@transaction.atomic
def report_content(
    project: Project, *, reason: str, by: Anonymous | Actor, words: str = "", piece: Piece | None = None
) -> ContentReport:
    """Keep what a reader says is wrong with a story, for the association's staff. Nothing about the reader is kept.

    The same words about the same thing, while nobody has looked, are one report.
    """
    locked = Project.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=project.pk)
    said = {"piece": piece, "reason": ContentReport.Reason(reason), "words": " ".join(words.split())[:500]}
    standing = locked.content_reports.filter(handled_at__isnull=True, **said).first()
    federation = locked.cooperative.federation_id
    return standing or ContentReport.objects.create(federation_id=federation, project=locked, **said)


@transaction.atomic
def handle_report(
    report: ContentReport, *, outcome: str, words: str, by: Adult, piece: Piece | None = None
) -> ContentReport:
    """Answer a report: leave all as it is, take a piece off, or close the story. The class's adults are told.

    `piece` is the one to take off, the reported one unless told otherwise. Handled already, it changes nothing. Raises
    PublicationRefused without a word for the class, or where a piece is to go and none was named.
    """
    locked = ContentReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.handled_at:
        return locked
    said = " ".join(words.split())[:300]
    if not said:
        raise PublicationRefused(_("Un mot d’explication\u00a0: l’adulte de la classe le lira."), field="words")
    if outcome == ContentReport.Outcome.PIECE_OFF:
        gone = piece or locked.piece
        if gone is None or gone.entry.project_id != locked.project_id:
            raise PublicationRefused(_("Dites quel morceau retirer."), field="piece")
        withdraw_piece(gone, by=by)
        locked.piece = gone
    elif outcome == ContentReport.Outcome.STORY_OFF:
        withdraw_story(locked.project, by=by, why=said)
    locked.outcome, locked.outcome_words = ContentReport.Outcome(outcome), said
    locked.handled_at, locked.handled_by_id = timezone.now(), by.user_id
    locked.save()
    if outcome != ContentReport.Outcome.KEPT:
        _tell_the_adults(locked)
    return locked


def _tell_the_adults(report: ContentReport) -> None:
    project, day = report.project, today()
    led = Mandate.objects.filter(cooperative=project.cooperative_id).in_force(day).values("user_id")
    taught = ClassTeacher.objects.filter(classroom__projects=project).in_force(day).values("user_id")
    adults = User.objects.filter(pk__in=led) | User.objects.filter(pk__in=taught)
    told = {"project": project.title, "words": report.outcome_words}
    key = f"report {report.public_id}"
    kind = PIECE_OFF if report.outcome == ContentReport.Outcome.PIECE_OFF else STORY_OFF
    notify_all(adults.distinct(), kind, key=key, parameters=told, url_id=project.cooperative.public_id)

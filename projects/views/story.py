"""The public story in the adult's hands: its words, its pieces, what it will look like, open and closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Cooperative
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects.forms.story import PublishForm, StoryForm, WithdrawForm
from projects.models import Piece, Project
from projects.models.consent import Medium
from projects.papers import leaflet_pdf, poster_pdf
from projects.queries.life import classes_taking_part
from projects.queries.story import (
    choices_of,
    journal_words,
    missing_of,
    pieces_in_order,
    published_decision,
    story_of,
)
from projects.services import publication
from projects.views.loading import project_act, project_host_act

WORDS = ("summary", "aims", "story", "learnt")


@project_host_act
def story(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The workshop of the story: its words, then its pieces, each with what it waits for."""
    written = {name: getattr(project, name) for name in WORDS}
    if request.GET.get("from") == "journal" and not project.story:
        written["story"] = journal_words(project)[:6000]
    form = StoryForm(request.POST if request.method == "POST" else None, initial=written)
    if form.is_valid() and done(form, lambda: publication.write_story(project, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Les mots du récit sont enregistrés."))
        return _back(cooperative, project)
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "form": form,
        "choices": choices_of(project, request.actor), "has_words": bool(journal_words(project)),
        "publication": project.publications.select_related("by").first(), "withdraw_form": WithdrawForm(),
    }  # fmt: skip
    return render(request, "projects/story.html", context, status=422 if form.errors else 200)


@project_host_act
@require_POST
def story_piece(request: HttpRequest, cooperative: Cooperative, project: Project, piece_id, act: str) -> HttpResponse:
    """One tap on a piece: into the story or out of it, earlier, later, cover."""
    piece = get_object_or_404(pieces_in_order(project), public_id=piece_id)
    if act not in ACTS:
        raise Http404
    if act == "in" and project.is_published:
        preview = redirect("projects:story-preview", id=cooperative.public_id, project_id=project.public_id)
        preview["Location"] += f"?piece={piece.public_id}"
        return preview
    try:
        ACTS[act](project, piece, request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(cooperative, project, f"#piece-{piece.public_id}")


ACTS = {
    "in": lambda project, piece, by: publication.choose_piece(piece, in_story=True, by=by),
    "out": lambda project, piece, by: publication.choose_piece(piece, in_story=False, by=by),
    "cover": lambda project, piece, by: publication.set_cover(project, piece, by=by),
    "earlier": lambda project, piece, by: publication.move_piece(piece, earlier=True, by=by),
    "later": lambda project, piece, by: publication.move_piece(piece, earlier=False, by=by),
}


@project_host_act
def story_preview(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The story as everybody will see it, the three questions, and the button that opens it, or that adds the `piece`
    of the address to a story that is public."""
    form = PublishForm(request.POST if request.method == "POST" else None)
    added = _to_add(request, project)
    opened = project.is_published and added is None
    if not opened and form.is_valid() and done(form, lambda: _publish(request, project, added, form.cleaned_data)):
        return _back(cooperative, project)
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "form": None if opened else form,
        "added": added, "story": story_of(project, added=added),
        "classrooms": classes_taking_part(project), "decision": published_decision(project.decision),
        "missing": missing_of(choices_of(project, request.actor)),
    }  # fmt: skip
    return render(request, "projects/story_preview.html", context, status=422 if form.errors else 200)


def _to_add(request: HttpRequest, project: Project) -> Piece | None:
    """The piece that is to be added to a public story; one that is in it, or may not be shown, is none."""
    asked = (request.POST or request.GET).get("piece", "")
    if not asked or not project.is_published:
        return None
    free = pieces_in_order(project).filter(in_story=False).allowed_on(Medium.SITE)
    return next((piece for piece in free if str(piece.public_id) == asked), None)


def _publish(request: HttpRequest, project: Project, added: Piece | None, answers: dict[str, str]) -> None:
    if added:
        publication.publish_more(project, piece=added, by=request.actor, **answers)
        messages.success(request, _("Le morceau est dans le récit, tout le monde le voit."))
    else:
        publication.publish_story(project, by=request.actor, **answers)
        messages.success(request, _("Le récit est publié. Vous pouvez le retirer à tout moment."))


@project_host_act
@require_POST
def story_withdraw(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """Close the story to the public, at once."""
    form = WithdrawForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    publication.withdraw_story(project, why=why, by=request.actor)
    messages.success(request, _("Le récit n’est plus sur le site. Vous pourrez le publier à nouveau."))
    return _back(cooperative, project)


@project_act
@require_safe
def story_leaflet(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The folded sheet for the school and the families: with what they may see."""
    return leaflet_pdf(request, story_of(project, Medium.FAMILIES))


@project_act
@require_safe
def story_poster(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    return poster_pdf(request, story_of(project, Medium.FAMILIES))


def _back(cooperative: Cooperative, project: Project, place: str = "") -> HttpResponse:
    response = redirect("projects:story", id=cooperative.public_id, project_id=project.public_id)
    response.headers["Location"] += place
    return response

"""What pupils' pages and the pages about pupils share: words by reading age, faces, the button that opens the class."""

from django import template
from django.template.context import RequestContext
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from members.models import ClassSession, ReadingAge
from members.queries_pupils import Face
from occe.kit.drawing import categories, icons, picturenames, projects

register = template.Library()


@register.simple_tag(takes_context=True)
def by_age(context: RequestContext, six: str, nine: str, twelve: str = "") -> str:
    """`{% by_age _("Combien ?") _("Combien ça a coûté ?") %}`: the wording for the reading age of the page.

    The first is for six to eight years, the second from nine, a third (optional) from twelve. Without a pupil: the
    second.
    """
    age = context.get("reading_age") or ReadingAge.NINE
    if age < ReadingAge.NINE:
        return six
    return twelve if twelve and age >= ReadingAge.TWELVE else nine


@register.simple_tag
def face_picture(face: Face) -> SafeString:
    """`{% face_picture face %}`: the picture of a pupil; a plain card with its number for a guest, stones for all."""
    if face.picture:
        return SafeString(picturenames.picture_name(face.picture))
    return SafeString(icons.icon("people" if face.kind == "class" else "card", "picture-name face-plain"))


@register.simple_tag
def face_portrait(face: Face) -> SafeString:
    """`{% face_portrait face %}`: the small tinted tile beside a first name."""
    if face.picture:
        return SafeString(picturenames.picture_name(face.picture, face.tint, "picture-name portrait"))
    return SafeString(
        f'<span class="portrait portrait-plain">{icons.icon("people" if face.kind == "class" else "card")}</span>'
    )


@register.simple_tag
def stones_of(count: int) -> SafeString:
    """`{% stones_of 3 %}`: one stone for each, to be counted with a finger; a word beside it says how many."""
    return SafeString('<i aria-hidden="true"></i>' * count)


@register.filter
def unbroken(name: str) -> str:
    """`{{ classroom.name|unbroken }}`: CP-CE1-CE2 in one piece at the end of a line."""
    return str(name).replace("-", "-\u2060")


@register.simple_tag
def tint_class(face: Face) -> str:
    """`{% tint_class face %}`: the class of the tile's tint; a plain one for a guest card."""
    return f"tint-{face.tint}" if face.tint is not None else "tint-none"


@register.simple_tag
def picture_and_tint(picture: str | None, tint: int | None) -> str:
    """`{% picture_and_tint enrolment.picture enrolment.tint %}`: « le renard, en jaune », for who does not see it."""
    if not picture or tint is None:
        return _("sans image")
    words = picturenames.PICTURES[picture].name(get_language() or "fr")
    return _("%(picture)s, en %(tint)s") % {"picture": words, "tint": tint_words(tint)}


@register.simple_tag
def tint_words(tint: int) -> str:
    """`{% tint_words 0 %}`: jaune, yellow."""
    return picturenames.TINT_NAMES[tint][1 if (get_language() or "fr").startswith("en") else 0]


@register.simple_tag
def door_picture(name: str) -> SafeString:
    """`{% door_picture door.picture %}`: an icon, or with `category:` or `project:` a drawing."""
    if name.startswith("category:"):
        return SafeString(categories.category(name.removeprefix("category:")))
    if name.startswith("project:"):
        return SafeString(projects.project_picture(name.removeprefix("project:")))
    return SafeString(icons.icon(escape(name), "icon door-icon"))


@register.inclusion_tag("members/session/_open_button.html", takes_context=True)
def open_class_button(context: RequestContext, classroom: Classroom, label: str = "") -> dict:
    """`{% open_class_button classroom %}`: opens the class in one tap, or leads into it while it is open."""
    return {
        "classroom": classroom,
        "session": ClassSession.objects.open().filter(classroom=classroom).first(),
        "label": label,
        "csrf_token": context.get("csrf_token"),
    }

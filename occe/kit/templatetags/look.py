"""The look in templates: icons, pictures that count, charts, states and money. Built in: no template loads it.

Every picture that counts is given its words here, in the language of the page; scenery stays silent. The drawing itself
is in `occe.kit.drawing`, which knows no language and no request; what counts many things is in `counted`.
"""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField, Field
from django.template.context import RequestContext
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from occe.kit.drawing import (
    categories,
    doors,
    empty,
    icons,
    picturenames,
    projects,
    receipt,
    secretpictures,
)
from occe.kit.drawing import gauge as gauges
from occe.kit.drawing import (
    landscape as country,
)
from occe.kit.drawing import (
    mark as marks,
)
from occe.kit.drawing import (
    money as cash,
)
from occe.kit.euros import format_euros
from occe.kit.templatetags import counted

register = template.Library()
register.tags |= counted.register.tags

STATE_ICONS = {
    "draft": "pencil",
    "sent": "letter",
    "waiting": "wait",
    "agreed": "yes",
    "done": "yes",
    "return": "return",
    "refused": "no",
}
ERROR_PICTURES = {"lost": empty.lost, "closed": empty.closed, "fallen": empty.fallen}


# --- scenery ---------------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "bell" %}`: an icon beside its word, coloured like the text (names: `drawing/icons.py`)."""
    return SafeString(icons.icon(name))


@register.simple_tag
def mark(size: int = 48) -> SafeString:
    """`{% mark 48 %}`: the fifteen stones, `size` pixels wide."""
    return SafeString(marks.mark(size))


@register.simple_tag
def landscape() -> SafeString:
    """`{% landscape %}`: the wide picture of the home page and of the report's cover."""
    return SafeString(country.landscape())


@register.simple_tag
def ridge() -> SafeString:
    """`{% ridge %}`: the ridgeline at the foot of a page."""
    return SafeString(country.ridge())


@register.simple_tag
def door(kind: str) -> SafeString:
    """`{% door "teacher" %}`: a dry-stone doorway: `teacher`, `pupil` or `visitor`."""
    return SafeString(doors.door(kind))


@register.simple_tag
def project_picture(kind: str) -> SafeString:
    """`{% project_picture project.kind %}`: the drawn picture of a kind, when a class has none of its own."""
    return SafeString(projects.project_picture(str(kind)))


@register.simple_tag
def first_stone(laid: int = 1, total: int = 5) -> SafeString:
    """`{% first_stone %}`: the picture of an empty list."""
    return SafeString(empty.first_stone(laid, total))


@register.simple_tag
def error_picture(kind: str) -> SafeString:
    """`{% error_picture "lost" %}`: `lost` (404), `closed` (403) or `fallen` (500, 503)."""
    return SafeString(ERROR_PICTURES[kind]())


# --- who -------------------------------------------------------------------------------------------------------------


@register.simple_tag
def picture_name(picture: str, tint: int | None = None) -> SafeString:
    """`{% picture_name pupil.picture pupil.tint %}`: a pupil's picture; a tint adds the class of its tile."""
    return SafeString(picturenames.picture_name(picture, tint))


@register.simple_tag
def portrait(picture: str, tint: int) -> SafeString:
    """`{% portrait pupil.picture pupil.tint %}`: the small tinted tile beside a first name."""
    return SafeString(picturenames.picture_name(picture, tint, "picture-name portrait"))


@register.simple_tag
def picture_words(picture: str) -> str:
    """`{% picture_words pupil.picture %}`: what a voice says of a picture: le renard, the fox."""
    return picturenames.PICTURES[picture].name(get_language() or "fr")


@register.simple_tag
def secret_picture(key: str) -> SafeString:
    """`{% secret_picture key %}`: one of the twenty pictures of the code."""
    return SafeString(secretpictures.secret(key))


@register.simple_tag
def secret_words(key: str) -> str:
    """`{% secret_words key %}`: its word: soleil, sun."""
    return secretpictures.SECRETS[key].name(get_language() or "fr")


# --- money -----------------------------------------------------------------------------------------------------------


@register.simple_tag
def money(amount: Decimal, way: str) -> SafeString:
    """`{% money claim.amount "out" %}`: an amount with arrow and colour; `way` is "in" or "out". Never a minus."""
    word = gettext("Entre :") if way == "in" else gettext("Sort :")
    arrow = icons.icon(f"money-{way}")
    return SafeString(
        f'<span class="money money-{way}">{arrow}'
        f'<span><span class="visually-hidden">{escape(word)} </span>{escape(format_euros(amount))}</span></span>'
    )


@register.simple_tag
def coins(amount: Decimal | int) -> SafeString:
    """`{% coins amount %}`: euros in notes and coins, the fewest; scenery, for words beside it say the amount."""
    return SafeString(cash.coins(round(Decimal(amount) * 100)))


@register.simple_tag
def piece(cents: int) -> SafeString:
    """`{% piece 200 %}`: one coin or note, by its value in cents."""
    return SafeString(cash.piece(int(cents)))


@register.simple_tag
def piece_words(cents: int) -> str:
    """`{% piece_words 50 %}`: 50 centimes, 2 euros."""
    value = int(cents)
    if value >= 100:
        return ngettext("%(count)s euro", "%(count)s euros", value // 100) % {"count": value // 100}
    return ngettext("%(count)s centime", "%(count)s centimes", value) % {"count": value}


@register.simple_tag
def money_values() -> tuple[int, ...]:
    """`{% money_values as values %}`: the notes and coins of the reserve, largest first, in cents."""
    return cash.VALUES


@register.simple_tag
def category_picture(key: str) -> SafeString:
    """`{% category_picture "garden" %}`: what a class buys, in a child's words."""
    return SafeString(categories.category(key))


@register.simple_tag
def category_words(key: str) -> str:
    """`{% category_words "garden" %}`: its words: pour le jardin, for the garden."""
    return categories.CATEGORIES[key].name(get_language() or "fr")


@register.simple_tag
def receipt_picture(drawn: receipt.Receipt, frame: str = "", title: str = "") -> SafeString:
    """`{% receipt_picture drawn frame="total" %}`: a drawn receipt, with the shop, the date or the total framed."""
    return SafeString(receipt.receipt_picture(drawn, frame=frame, title=title))


@register.simple_tag
def photo_guide(kind: str) -> SafeString:
    """`{% photo_guide "good" %}`: a small photo of a receipt: `good`, `cut`, `dark` or `far`."""
    return SafeString(receipt.photo_guide(kind))


# --- states and steps ------------------------------------------------------------------------------------------------


@register.simple_tag
def state(kind: str, words: str, icon: str = "") -> SafeString:
    """`{% state "waiting" "Attend l’accord de Claire" icon="hand" %}`: a badge with a shape, a colour and a word.

    `kind`: draft, sent, waiting, agreed, done, return, refused. Each has its icon unless another is named.
    """
    drawn = icons.icon(icon or STATE_ICONS[kind])
    return SafeString(f'<span class="state state-{kind}">{drawn}<span>{conditional_escape(words)}</span></span>')


@register.simple_tag
def steps(done: int, total: int) -> SafeString:
    """`{% steps 1 5 %}`: the step stones of a pupil's page, `done` of them behind, with the words "Étape 2 sur 5"."""
    here = min(done + 1, total)
    words = gettext("Étape %(here)s sur %(total)s") % {"here": here, "total": total}
    stones = "".join(f'<li class="{css}"></li>' for css in gauges.steps(done, total))
    spoken = f'<p class="visually-hidden">{escape(words)}</p>'
    return SafeString(f'<div class="steps">{spoken}<ul class="step-stones" aria-hidden="true">{stones}</ul></div>')


@register.simple_tag
def gauge(done: int, total: int) -> SafeString:
    """`{% gauge 5 8 %}`: one stone a step, laid or still to lay. The page says the words beside it."""
    title = ngettext("%(done)s pierre sur %(total)s", "%(done)s pierres sur %(total)s", done) % {
        "done": done,
        "total": total,
    }
    return SafeString(gauges.gauge(done, total, title=title))


@register.simple_tag(takes_context=True)
def here(context: RequestContext, *names: str) -> SafeString:
    """`{% here "website:projects" "website:project" %}`: `aria-current` on one of these pages, "page" for the first."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else ""
    if name not in names:
        return SafeString("")
    return SafeString(' aria-current="page"' if name == names[0] else ' aria-current="true"')


@register.inclusion_tag("components/_error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict:
    """`{% error_summary form %}`: what to mend, each sentence linked to its field; several forms or formsets.

    Nothing before a form was sent. Crispy writes it above its forms by itself.
    """
    errors: list[dict[str, str]] = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            errors += [{"text": str(text), "target": ""} for text in form.non_form_errors()] if form.is_bound else []
            errors += [error for one in form.forms for error in _errors(one)]
        else:
            errors += _errors(form)
    return {"errors": errors}


def _errors(form: BaseForm) -> list[dict[str, str]]:
    """The sentences of one form with the id of the control that each is about (a group's first choice, or none)."""
    found = [{"text": str(text), "target": ""} for text in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else "")
        found += [{"text": _told_apart(str(text), field), "target": target} for text in field.errors]
    return found


def _told_apart(sentence: str, field: BoundField) -> str:
    """The sentence of a field where fields stand one below the other: Django's own for an empty one names none."""
    if sentence != str(Field.default_error_messages["required"]):
        return sentence
    return gettext("À remplir : %(field)s") % {"field": field.label}

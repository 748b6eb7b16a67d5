"""What the pages of the association's space share: the chooser of the year, the wall of cooperatives, ages in words."""

from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperatives.models import Mandate
from desk.queries import lines
from desk.queries.standing import Standing, Wall
from desk.views.mandates import ACTS
from desk.views.year import year_in_hand, years_of
from occe.kit.dates import format_day
from occe.kit.drawing.reports import Report, report_key, report_wall
from occe.kit.templatetags.look import state

register = template.Library()

register.filter("age", lines.age)


@register.filter
def department(code: str) -> str:
    """A department as people write it: 15, 2A, 974."""
    return code.removeprefix("0")


@register.inclusion_tag("desk/_year_chooser.html", takes_context=True)
def year_chooser(context) -> dict:
    """Which school year is in hand, and links to the other open ones; shows on every page, even with one year."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    choices = []
    for year in years_of(request):
        query["year"] = year.slug
        choices.append({"year": year, "url": f"{request.path}?{query.urlencode()}"})
    return {"years": choices, "in_hand": year_in_hand(request)}


NOBODYS = UUID(int=0)

# The drawing knows four shapes of stone: solid, dotted, crossed, dashed.
SHAPES = {
    Standing.FINE: "accepted",
    Standing.ACCOUNT: "received",
    Standing.NOBODY: "returned",
    Standing.SUSPENDED: "due",
    Standing.CLOSING: "due",
}


@register.simple_tag
def cooperative_wall(wall: Wall) -> SafeString:
    """The wall: one stone a cooperative, a link that says its name and how it stands. A list elsewhere says the same.

    What all stones share is asked for once: there may be a hundred of them and more.
    """
    words = _("n° %(number)s, %(name)s : %(standing)s")
    kinds = {standing.value: (str(standing.label), SHAPES[standing]) for standing in SHAPES}
    address = reverse("desk:cooperative", args=[NOBODYS])
    stones = []
    for stone in wall.stones:
        label, shape = kinds[stone.standing]
        name = words % {"number": stone.number, "name": stone.name, "standing": label}
        stones.append(Report(name, shape, address.replace(str(NOBODYS), str(stone.public_id))))
    title = ", ".join(f"{count.count} {count.standing.label}" for count in wall.counts)
    return SafeString(report_wall(stones, title=title))


@register.simple_tag
def stone_key(standing: Standing) -> SafeString:
    """One stone of the key beside the wall."""
    return SafeString(report_key(SHAPES[Standing(standing)]))


@register.simple_tag
def standing_state(value: str) -> SafeString:
    """The badge of how a cooperative stands."""
    return state(BADGES[Standing(value)], str(Standing(value).label), icon=BADGE_ICONS.get(Standing(value), ""))


BADGES = {
    Standing.FINE: "agreed",
    Standing.ACCOUNT: "sent",
    Standing.NOBODY: "return",
    Standing.SUSPENDED: "refused",
    Standing.CLOSING: "draft",
    Standing.CLOSED: "draft",
}
BADGE_ICONS = {
    Standing.ACCOUNT: "bank",
    Standing.NOBODY: "person",
    Standing.SUSPENDED: "pause",
    Standing.CLOSING: "lock",
    Standing.CLOSED: "lock",
}


# --- mandates --------------------------------------------------------------------------------------------------------

State = Mandate.State
MANDATE_BADGES = {
    State.PROPOSED: "draft",
    State.ACCEPTED: "waiting",
    State.APPROVED: "sent",
    State.ACTIVE: "done",
    State.SUSPENDED: "refused",
    State.ENDED: "draft",
    State.WITHDRAWN: "refused",
}
# The acts that each state offers, the one to do next first.
MANDATE_ACTS = {
    State.PROPOSED: ("approval", "withdrawal"),
    State.ACCEPTED: ("approval", "withdrawal"),
    State.APPROVED: ("signature", "suspension", "end", "withdrawal"),
    State.ACTIVE: ("suspension", "end", "withdrawal"),
    State.SUSPENDED: ("return", "end", "withdrawal"),
}


@register.simple_tag
def mandate_state(mandate: Mandate) -> SafeString:
    """The badge of a mandate's state."""
    icons = {State.SUSPENDED: "pause", State.ENDED: "lock", State.PROPOSED: "letter"}
    return state(
        MANDATE_BADGES[State(mandate.state)], mandate.get_state_display(), icon=icons.get(State(mandate.state), "")
    )


@register.simple_tag
def mandate_dates(mandate: Mandate) -> str:
    """The days of a mandate that are known, in one line."""
    known = [
        (_("accepté le %(day)s"), mandate.accepted_on),
        (_("agréé le %(day)s"), mandate.approved_on),
        (_("signature active le %(day)s"), mandate.signature_active_on),
        (_("sans mandat depuis le %(day)s"), mandate.ends_on),
    ]
    words = ", ".join(sentence % {"day": format_day(day)} for sentence, day in known if day)
    return words[:1].upper() + words[1:] if words else _("Attend l’acceptation de la personne")


@register.simple_tag
def mandate_acts(mandate: Mandate) -> list[dict]:
    """What may be done with a mandate now: verb, address, whether it is the one to do next."""
    names = MANDATE_ACTS.get(State(mandate.state), ())
    first = "approval" if mandate.state == State.ACCEPTED else "signature"
    return [
        {
            "verb": ACTS[name].verb,
            "url": reverse("desk:mandate-act", args=[mandate.public_id, name]),
            "primary": name == first,
        }
        for name in names
    ]

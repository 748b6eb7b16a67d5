"""What the screens of a sitting draw: the clock of the talk."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.queries.sitting import Clock
from occe.kit.drawing.clock import clock

register = template.Library()


@register.filter
def time_words(shown: Clock) -> str:
    """`{{ sitting.clock|time_words }}`: encore 3 minutes, c’est l’heure."""
    if shown.is_over:
        return _("C’est l’heure")
    return ngettext("encore %(count)s minute", "encore %(count)s minutes", shown.left) % {"count": shown.left}


@register.simple_tag
def talk_clock(shown: Clock) -> SafeString:
    """`{% talk_clock sitting.clock %}`: the disc that empties; the words stand beside it."""
    return SafeString(clock(shown.share_left, title=time_words(shown)))

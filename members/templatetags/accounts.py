"""What the pages of an account share: their tabs, and computers in words."""

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()

# The order counts: a browser names its ancestors too.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


@register.filter
def browser_words(user_agent: str) -> str:
    """`{{ session.user_agent|browser_words }}`: "Firefox sur Windows", or that we do not know."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s sur %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Un navigateur que nous ne connaissons pas")


@register.simple_tag(takes_context=True)
def account_tabs(context: RequestContext) -> list[dict]:
    """`{% account_tabs as tabs %}`: the matters of an account, for `components/_tabs.html`."""
    request = context["request"]
    tabs = [
        (_("Profil"), "members:profile", ("members:profile",)),
        (_("Adresse e-mail"), "account_email", ("account_email",)),
        (_("Mot de passe"), "account_change_password", ("account_change_password", "account_set_password")),
        (_("Seconde preuve"), "mfa_index", ("mfa_",)),
        (_("Appareils"), "usersessions_list", ("usersessions_list",)),
    ]
    if get_adapter().list_apps(request):
        tabs.append((_("Identités reliées"), "socialaccount_connections", ("socialaccount_",)))
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"title": title, "href": reverse(name), "current": here.startswith(prefixes)} for title, name, prefixes in tabs
    ]

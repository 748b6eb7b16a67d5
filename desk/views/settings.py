"""The association's settings: everybody of the staff reads them, few change them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from cooperatives.queries.commitments import newest_commitment, wording_of
from desk.forms.settings import CommitmentForm, IdentityForm, LimitsForm
from desk.frame import desk_page
from desk.permissions import can_change_money_rules, can_change_settings, can_change_staff, can_enter
from desk.queries.safekeeping import safekeeping
from desk.services import settings as services
from desk.views.acting import act, data_of
from desk.views.year import year_in_hand
from finance.models import VoucherScheme
from occe.kit.access import allow


@allow(can_enter)
def overview(request):
    """All settings on one page, with what this person may change."""
    federation = request.federation
    newest, year = newest_commitment(federation), year_in_hand(request)
    context = {
        "association": federation,
        "commitment": newest,
        "wording": wording_of(newest),
        "year": year,
        "scheme": VoucherScheme.objects.filter(year=year).first() or VoucherScheme(),
        "may_change": can_change_settings(request.actor),
        "may_change_money": can_change_money_rules(request.actor),
        "may_change_staff": can_change_staff(request.actor),
        "safekeeping": safekeeping(),
    }
    return desk_page(request, "desk/settings.html", context)


@allow(can_change_settings)
def identity(request):
    """Who the association is."""
    fresh = Federation.objects.get(pk=request.federation.pk)  # a form that is refused must not rename the page's head
    return _setting(
        request,
        IdentityForm(data_of(request), instance=fresh),
        services.change_identity,
        "desk/settings_identity.html",
        _("L’identité est à jour."),
    )


@allow(can_change_money_rules)
def limits(request):
    """The two sums that the treasury answers for."""
    federation = request.federation
    initial = {"two_adults_threshold": federation.two_adults_threshold, "cash_ceiling": federation.cash_ceiling}
    form = LimitsForm(data_of(request), initial=initial)
    return _setting(request, form, services.change_limits, "desk/settings_limits.html", _("Les seuils sont à jour."))


@allow(can_change_settings)
def commitment(request):
    """The wording of the mandataire's commitment: a new version beside the old ones."""
    texts = list(request.federation.commitment_texts.all())
    initial = {"text_fr": texts[0].text_fr, "text_en": texts[0].text_en} if texts else {}
    form = CommitmentForm(data_of(request), initial=initial)
    sentence = _("Le nouveau texte est publié. Les engagements déjà pris gardent le leur.")
    return _setting(
        request, form, services.publish_commitment, "desk/settings_commitment.html", sentence, {"texts": texts}
    )


def _setting(request, form, service, template, sentence, context=None):
    return act(
        request,
        form,
        lambda **values: service(request.federation, by=request.actor, **values),
        template=template,
        context=context or {},
        done=lambda _result: (sentence, reverse("desk:settings")),
    )

"""Registering a cooperative, one cooperative's front room, stored files."""

from django.urls import path

from cooperatives.views import cooperative, files, people, registration, steps

app_name = "cooperatives"
urlpatterns = [
    path("start/register/", registration.start, name="registration-start"),
    path("start/register/sent/", registration.sent, name="registration-sent"),
    path("start/register/<uuid:id>/", registration.registration, name="registration"),
    path("start/register/<uuid:id>/claim/", registration.claim, name="registration-claim"),
    path("start/register/<uuid:id>/you/", steps.you, name="registration-you"),
    path("start/register/<uuid:id>/school/", steps.school, name="registration-school"),
    path("start/register/<uuid:id>/school/described/", steps.described_school, name="registration-described-school"),
    path("start/register/<uuid:id>/kind/", steps.kind, name="registration-kind"),
    path("start/register/<uuid:id>/class-fund/", steps.class_fund, name="registration-class-fund"),
    path("start/register/<uuid:id>/classes/", steps.classes, name="registration-classes"),
    path("start/register/<uuid:id>/mandataires/", steps.mandataires, name="registration-mandataires"),
    path("start/register/<uuid:id>/decision/", steps.decision, name="registration-decision"),
    path("start/register/<uuid:id>/commitment/", steps.commitment, name="registration-commitment"),
    path("start/register/<uuid:id>/documents/", steps.documents, name="registration-documents"),
    path("start/register/<uuid:id>/documents/<slug:kind>/", registration.paper, name="registration-paper"),
    path("start/register/<uuid:id>/summary/", registration.summary, name="registration-summary"),
    path("start/register/<uuid:id>/withdraw/", registration.withdraw, name="registration-withdraw"),
    path("files/<uuid:id>/", files.file, name="file"),
    path("files/<uuid:id>/thumbnail/", files.thumbnail, name="thumbnail"),
    path("mandates/<uuid:id>/", people.mandate, name="mandate"),
    path("cooperatives/<uuid:id>/", cooperative.home, name="home"),
    path("cooperatives/<uuid:id>/public-page/", cooperative.public_page, name="public-page"),
    path("cooperatives/<uuid:id>/people/", people.people, name="people"),
    path("cooperatives/<uuid:id>/people/invite/", people.invite, name="teacher-invite"),
    path("cooperatives/<uuid:id>/people/<uuid:teacher_id>/end/", people.end, name="teacher-end"),
    path("cooperatives/<uuid:id>/people/passes/new/", people.new_pass, name="pass-new"),
    path("cooperatives/<uuid:id>/people/passes/<uuid:pass_id>/revoke/", people.revoke_pass, name="pass-revoke"),
]

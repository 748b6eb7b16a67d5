"""The activity report of a year: drafted from what the cooperative did, approved by its council, frozen when sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Council, CouncilMeeting, Decision
from members.models import ClassJob, JobTerm, Notification
from occe.kit.actors import Anonymous
from projects.errors import ReportRefused
from projects.models import ActivityReport, Partner, ProjectStep
from projects.queries.department import department_of
from projects.queries.reports import figures_of, report_of, shown_pictures
from projects.services import reports as doors
from projects.thread import events_of, report_address
from tests.finance.ledger import refuses
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet

DAY = date(2026, 5, 20)


@pytest.fixture
def year(world):
    """A year of Claire's cooperative: a garden with a partner, a decision, a job."""
    world.garden = make_project(
        world.cooperative, "Un jardin", classrooms=[world.classroom], hours=12, state="finished"
    )
    ProjectStep.objects.create(project=world.garden, state="running", on=DAY)
    Partner.objects.create(project=world.garden, kind="commune", name="La commune de Polminhac")
    council, _made = Council.objects.get_or_create(cooperative=world.cooperative, year=world.year, classroom=None)
    world.decision = Decision.objects.create(council=council, number=1, date=DAY, text="Planter une haie.")
    job = ClassJob.objects.create(classroom=world.classroom, kind=ClassJob.Kind.TREASURER)
    JobTerm.objects.create(job=job, pupil=world.lina, starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 1))
    return world.year


def place(world, more: str = "") -> str:
    return f"/fr/cooperatives/{world.cooperative.public_id}/year/{world.year.slug}/activity/{more}"


def approved(world) -> ActivityReport:
    return doors.approve_report(world.cooperative, world.year, decision=world.decision, by=world.actor(world.claire))


def test_it_writes_itself_from_projects_councils_and_jobs(world, year):
    page = world.client(world.claire).get(place(world))

    totals, told = page.context["totals"], page.content.decode()
    assert [totals[key] for key in ("projects", "hours", "decisions", "jobs", "job_holders")] == [1, 12, 1, 1, 1]
    for words in ("Un jardin", "La commune de Polminhac", "Planter une haie", "1 élève"):
        assert words in told
    assert not ActivityReport.objects.exists()  # reading writes nothing


def test_a_council_that_decided_on_paper_sat_that_day_and_one_that_sat_here_is_counted_once(world, year):
    council = world.decision.council
    meeting = CouncilMeeting.objects.create(
        council=council, held_on=date(2026, 4, 2), state="closed", opened_at=timezone.now(), closed_at=timezone.now()
    )
    for number, day in ((2, DAY), (3, meeting.held_on), (4, date(2026, 6, 4))):
        Decision.objects.create(council=council, number=number, date=day, text="Ranger.")
    Decision.objects.create(council=council, number=5, date=date(2026, 6, 5), text="Bien.", corrects=world.decision)

    figures = figures_of(report_of(world.cooperative, year))

    assert [one["on"] for one in figures["sittings"]] == ["2026-04-02", "2026-05-20", "2026-06-04"]
    assert figures["totals"]["sittings"] == 3


def test_what_is_written_is_kept_and_what_is_left_is_still_proposed(world, year):
    claire = world.client(world.claire)
    shown = claire.get(place(world, "words/")).context["form"].initial

    claire.post(place(world, "words/"), shown | {"opening": "Une belle année."})

    report = report_of(world.cooperative, year)
    assert (report.words_opening, report.words_projects) == ("Une belle année.", "")
    refused = claire.post(place(world, "words/"), shown | {"opening": "Bravo Lina !"})
    assert (refused.status_code, "Bravo Lina" in refused.content.decode()) == (422, True)


def test_it_is_sent_once_a_council_approved_it_and_its_figures_are_frozen(world, year):
    by = world.actor(world.claire)
    with pytest.raises(ReportRefused, match="conseil"):
        doors.send_report(world.cooperative, year, by=by)
    approved(world)

    sent = doors.send_report(world.cooperative, year, by=by)
    make_project(world.cooperative, "Trop tard").steps.create(state="running", on=DAY)

    assert figures_of(sent)["totals"]["projects"] == 1
    with pytest.raises(ReportRefused, match="parti"):
        doors.write_report(world.cooperative, year, words={}, by=by)


def test_what_was_sent_is_held_by_the_database(world, year):
    approved(world)
    sent = doors.send_report(world.cooperative, year, by=world.actor(world.claire))

    for change in ({"words_next": "Autre."}, {"figures": {}}, {"state": "draft"}):
        with refuses("projects_activityreport_is_sent"):
            type(sent).objects.filter(pk=sent.pk).update(**change)
    with refuses("projects_activityreport_is_sent"):
        sent.lines.create(kind="event", words="Une fête.")


def test_words_changed_after_the_council_wait_for_it_again_but_not_after_a_return(world, year):
    by = world.actor(world.claire)
    approved(world)
    assert doors.write_report(world.cooperative, year, words={"next": "Une mare."}, by=by).state == "draft"
    approved(world)
    sent = doors.send_report(world.cooperative, year, by=by)

    back = doors.return_report(sent, words="Dites les  partenaires.", by=world.actor(world.martine))

    assert (back.state, back.return_words) == ("returned", "Dites les partenaires.")
    assert [news.user for news in Notification.objects.filter(kind=doors.RETURNED)] == [world.claire]
    assert doors.write_report(world.cooperative, year, words={"next": "Avec la mairie."}, by=by).decision
    assert doors.send_report(world.cooperative, year, by=by).state == "sent"


def test_a_picture_whose_consent_is_withdrawn_is_gone_even_after_the_report_was_sent(world, year):
    by = world.actor(world.claire)
    photo = make_photo(make_entry(world.garden, world.classroom, on=DAY), world.lina)
    sheet = make_sheet(world.classroom, world.garden, by=world.claire)
    said = answer(sheet, world.lina)
    doors.choose_pictures(world.cooperative, year, pieces=[photo], by=by)
    approved(world)
    sent = doors.send_report(world.cooperative, year, by=by)
    assert list(shown_pictures(sent)) == [photo]

    type(said).objects.filter(pk=said.pk).update(image="no")

    assert list(shown_pictures(sent)) == []


def test_the_paper_and_the_data_tell_the_year_without_a_child(world, year):
    claire = world.client(world.claire)

    assert claire.get(place(world, "report.pdf")).content.startswith(b"%PDF")
    data = claire.get(place(world, "report.json"))
    assert (data.json()["schema"], data.json()["version"], data.json()["kinds"]) == (
        "occe.activity-report", 1, {"environment": 1},
    )  # fmt: skip
    assert "Lina" not in data.content.decode()


def test_the_department_adds_up_what_was_sent_and_asks_for_the_pictures_again(world, year):
    photo = make_photo(make_entry(world.garden, world.classroom, on=DAY), world.lina)
    said = answer(make_sheet(world.classroom, world.garden, by=world.claire), world.lina)
    doors.choose_pictures(world.cooperative, year, pieces=[photo], by=world.actor(world.claire))
    approved(world)
    assert department_of(year).sent == 0
    doors.send_report(world.cooperative, year, by=world.actor(world.claire))

    found = department_of(year)
    assert (found.sent, found.totals["hours"], found.kinds, found.partners, found.pictures) == (
        1, 12, {"environment": 1}, {"commune": 1}, 1,
    )  # fmt: skip
    type(said).objects.filter(pk=said.pk).update(image="not_site")
    assert department_of(year).pictures == 0


def test_the_association_gives_a_report_back_with_a_sentence(world, year):
    approved(world)
    sent = doors.send_report(world.cooperative, year, by=world.actor(world.claire))
    martine = world.client(world.martine)
    address = f"/fr/desk/activity/reports/{sent.public_id}/return/"

    assert martine.post(address, {"words": ""}).status_code == 422
    assert martine.post(address, {"words": "Et la fête ?"}).status_code == 302

    assert "Et la fête ?" in world.client(world.claire).get(place(world)).content.decode()


def test_trainings_and_events_are_counted_with_their_hours(world, year):
    by = world.actor(world.claire)
    doors.add_line(world.cooperative, year, kind="training", words="Tenir un conseil", hours=Decimal("2.5"), by=by)
    doors.add_line(world.cooperative, year, kind="event", words="La fête de l’école", by=by)
    approved(world)
    doors.send_report(world.cooperative, year, by=by)

    totals = department_of(year).totals
    assert [totals[key] for key in ("trainings", "training_hours", "events", "hours")] == [1, 2.5, 1, 12]


def test_each_figure_opens_on_its_rows(world, year):
    page = world.client(world.claire).get(place(world)).content.decode()

    rows = page[page.index("D’où viennent ces chiffres") :]
    assert f"/projects/{world.garden.public_id}/" in rows
    assert "20/05/2026\u00a0: Planter une haie." in rows.replace("&nbsp;", "\u00a0")


def test_a_decision_opens_the_approval_with_itself_chosen_until_a_council_has_approved(world, year, monkeypatch):
    monkeypatch.setattr("projects.thread.today", lambda: date(2026, 9, 20))
    monkeypatch.setattr("projects.queries.reports.today", lambda: date(2026, 9, 20))
    claire = world.actor(world.claire)

    address = report_address(world.decision, claire)

    form = world.client(world.claire).get(address).context["form"]
    assert form["decision"].value() == str(world.decision.public_id)
    assert report_address(world.decision, world.actor(world.martine)) == ""
    approved(world)
    assert report_address(world.decision, claire) == ""


def test_the_thread_of_the_decision_tells_that_the_report_was_sent(world, year):
    approved(world)
    doors.send_report(world.cooperative, year, by=world.actor(world.claire))

    assert "envoyé à l’AD" in [str(one.title) for one in events_of(world.decision, world.actor(world.claire))][-1]
    assert events_of(world.decision, Anonymous(world.federation.pk)) == []


def test_one_project_is_one_and_two_decisions_are_two(world, year):
    page = world.client(world.claire).get(
        reverse("projects:report", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug})
    )

    staff = world.client(world.martine).get(
        reverse("projects:report", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug})
    )

    assert ("Relisez, changez" in page.text, "Relisez, changez" in staff.text) == (True, False)
    assert "<dt>projet</dt><dd>1</dd>" in page.text
    assert "<dt>heures de classe</dt><dd>12</dd>" in page.text

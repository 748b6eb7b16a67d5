"""The pages of a vote: prepared by subject, way and question; hand counts; the result for the adult, then for all."""

from django.urls import reverse

from councils.models import Ballot
from councils.queries.ballots import ballot_on_wall, papers_of, result_for_class
from councils.services.ballots import finish_ballot, show_ballot
from councils.services.casting import cast
from members.services.jobs import add_job
from tests.councils.votes import PLACES, Vote


def page_of(world, ballot, name="ballot", **more):
    kwargs = {"id": world.cooperative.public_id, "ballot": ballot.public_id} | more
    return reverse(f"councils:{name}", kwargs=kwargs)


def new_page(world, item):
    return reverse("councils:ballot-new", kwargs={"id": world.cooperative.public_id, "item": item.public_id})


def test_an_adult_chooses_the_subject_then_the_way_then_writes_the_question(world):
    vote, client = Vote(world), world.client(world.claire)
    address = new_page(world, vote.item)

    assert [key for key, _title, _icon in client.get(address).context["subjects"]] == [
        "idea", "spending", "rule", "thing", "job",
    ]  # fmt: skip
    ways = client.get(address, {"subject": "rule"}).context["ways"]
    assert [way for way, _title, _words in ways] == ["consensus", "consent", "hands", "secret"]
    form = client.get(address, {"subject": "idea", "way": "secret"}).context["form"]
    answer = client.post(
        address,
        {"subject": "idea", "way": "secret", "public_id": form["public_id"].value(), "question": "On y va\u00a0?",
         "collected": "tablet", "threshold": "half", "tie": "lot", "option_1": "L’étang", "option_2": "Le bois"},
        follow=True,
    )  # fmt: skip

    ballot = Ballot.objects.get()
    assert answer.context["ballot"] == ballot
    assert (ballot.question, ballot.tie, ballot.secret, ballot.options.count()) == ("On y va\u00a0?", "lot", True, 2)


def test_a_refused_form_says_where_and_loses_nothing(world):
    vote, client = Vote(world), world.client(world.claire)
    add_job(world.classroom, kind="president", by=vote.by)

    answer = client.post(
        new_page(world, vote.item),
        {"subject": "spending", "way": "budget", "public_id": "3b0a6f0e-1111-4111-8111-111111111111", "budget": "50",
         "question": "Que fait-on\u00a0?", "collected": "tablet", "tie": "again", "option_1": "Des graines"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["option_1"]
    assert "Des graines" in answer.content.decode()


def test_an_election_offers_the_children_who_are_there_and_the_jobs_of_the_class(world):
    vote = Vote(world)
    add_job(world.classroom, kind="president", by=vote.by)
    vote.goes(world.zoe)

    form = (
        world.client(world.claire)
        .get(new_page(world, vote.item), {"subject": "job", "way": "election"})
        .context["form"]
    )

    assert [name for _key, name in form.fields["candidates"].choices] == ["Lina", "Noé"]
    assert form.fields["job"].queryset.count() == 1


def test_the_adult_opens_finishes_looks_and_shows(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.prepared()

    client.post(page_of(world, ballot, "ballot-act", act="open"))
    vote.cast(ballot, 1, 1, 2)
    client.post(page_of(world, ballot, "ballot-act", act="finish"))
    looked = client.get(page_of(world, ballot)).context["result"]
    ballot.refresh_from_db()
    assert result_for_class(ballot) is None
    client.post(page_of(world, ballot, "ballot-act", act="show"))

    ballot.refresh_from_db()
    assert [(row.choice.label, row.voices) for row in looked.rows] == [("Pour", 2), ("Contre", 1)]
    assert ballot.state == "shown"


def test_a_prepared_vote_is_written_anew_but_its_secret_stays(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.prepared(way="approval", options=PLACES, secret=True)
    address = page_of(world, ballot, "ballot-change")
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"question": "Où la planter\u00a0?"}

    assert client.post(address, typed | {"secret": ""}).context["form"].errors.keys() == {"secret"}
    client.post(address, typed | {"secret": "on"})

    ballot.refresh_from_db()
    assert (ballot.question, ballot.secret, ballot.options.count()) == ("Où la planter\u00a0?", True, 3)


def test_five_voters_or_all_alike_are_told_that_a_secret_cannot_hold(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.open()
    assert client.get(page_of(world, ballot)).context["is_few"]

    vote.cast(ballot, 1, 1, 1)
    finish_ballot(ballot, by=vote.by)

    assert client.get(page_of(world, ballot)).context["same_for_all"]


def test_the_live_part_answers_304_while_nothing_changed_and_the_whole_page_once_it_is_finished(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.open()
    address = page_of(world, ballot)
    etag = client.get(address)["ETag"]
    live = {"HX-Request": "true", "If-None-Match": etag}

    assert client.get(address, headers=live).status_code == 304
    vote.cast(ballot, 1)
    assert client.get(address, headers=live).context["voices"].missing == 2
    cast(ballot, pupil=vote.pupils[1], session=vote.session, marks={1: 1})
    finish_ballot(ballot, by=vote.by, incomplete=True)
    assert client.get(address, headers=live)["HX-Refresh"] == "true"


def test_hands_that_do_not_add_up_are_refused_with_the_sentence_and_kept_as_typed(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.open(way="hands", collected="hands")
    typed = {"c1_1": "1", "c1_2": "1", "c1_blank": "0", "c2_1": "2", "c2_2": "1", "c2_blank": "0"}

    answer = client.post(page_of(world, ballot, "ballot-count"), typed)
    assert answer.status_code == 422
    assert answer.context["count"].errors == {"c1_blank": ["Il manque une voix. Qui n’a pas levé la main\u00a0?"]}

    client.post(page_of(world, ballot, "ballot-count"), typed | {"c1_1": "2"})
    assert client.get(page_of(world, ballot)).context["counts_agree"]


def test_the_adult_votes_with_the_class_where_the_class_wants_it(world):
    vote, client = Vote(world, adults=1), world.client(world.claire)
    ballot = vote.open()

    seat = client.get(page_of(world, ballot)).context["seat"]
    client.post(page_of(world, ballot, "ballot-voice"), {"seat": seat, "choice": "2"})
    page = client.get(page_of(world, ballot))

    assert (seat, page.context["seat"]) == (1, None)
    assert list(ballot.papers.values_list("marks", flat=True)) == [{"2": 1}]


def test_two_presses_on_one_page_are_one_voice_of_an_adult(world):
    vote, client = Vote(world, adults=2), world.client(world.claire)
    ballot = vote.open()

    client.post(page_of(world, ballot, "ballot-voice"), {"seat": "1", "choice": "2"})
    again = client.post(page_of(world, ballot, "ballot-voice"), {"seat": "1", "choice": "2"})

    assert (again.status_code, again.context["seat"], ballot.papers.count()) == (422, 2, 1)


def test_an_objection_is_written_and_lifted(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.open(way="consent", collected="aloud")
    address = page_of(world, ballot, "ballot-objection")

    client.post(address, {"words": "C’est trop loin."})
    objection = ballot.objections.get()
    assert client.post(address, {"objection": objection.pk, "lifted": "yes"}).status_code == 422
    client.post(address, {"objection": objection.pk, "answer": "On prend le bus.", "lifted": "yes"})

    objection.refresh_from_db()
    assert (objection.answer, objection.lifted) == ("On prend le bus.", True)


def test_the_wall_shows_who_is_missing_then_waits_then_the_result(world):
    vote = Vote(world)
    ballot = vote.open(options=PLACES)
    vote.cast(ballot, 1, 1)
    assert ballot_on_wall(vote.meeting).voices.missing == 1
    assert ballot_on_wall(vote.meeting).result is None

    finish_ballot(ballot, by=vote.by, incomplete=True)
    assert ballot_on_wall(vote.meeting).result is None
    show_ballot(ballot, by=vote.by)
    vote.item.state = "now"
    vote.item.save()

    assert [row.voices for row in ballot_on_wall(vote.meeting).result.rows] == [2, 0, 0]


def test_papers_leave_the_box_for_a_recount_once_the_vote_is_finished(world):
    vote, client = Vote(world), world.client(world.claire)
    ballot = vote.open()
    vote.cast(ballot, 1, 2, {})
    assert client.get(page_of(world, ballot, "ballot-paper", which="cast")).status_code == 404

    finish_ballot(ballot, by=vote.by)

    assert client.get(page_of(world, ballot)).context["papers_live"]
    papers = [[choice.label for choice, _mark in paper] for paper in papers_of(ballot)]
    assert sorted(papers) == [[], ["Contre"], ["Pour"]]


def test_an_adult_of_elsewhere_finds_no_vote(world):
    vote = Vote(world)
    ballot = vote.open()

    assert world.client(world.sonia).get(page_of(world, ballot)).status_code == 404
    assert world.client(world.martine).get(page_of(world, ballot)).status_code == 404


def test_a_class_that_acts_as_one_is_told_that_the_tablet_cannot_go_round(world):
    vote = Vote(world)
    page = world.client(world.claire).get(new_page(world, vote.item))
    type(vote.session).objects.filter(pk=vote.session.pk).update(as_one=True)

    told = world.client(world.claire).get(new_page(world, vote.item))

    assert (page.context["as_one"], told.context["as_one"]) == (False, True)

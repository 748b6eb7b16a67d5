"""Ways round the image rights, tried over HTTP and through the doors: each is closed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cooperatives.models import ClassTeacher
from members.services.roster import depart
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from occe.kit.uploads.pipeline import clean_upload
from projects.models import ConsentAnswer, JournalEntry, OwnNo, Piece
from projects.models.consent import Answer, Medium
from projects.queries.story import choices_of, missing_of, story_of
from projects.services import pieces
from projects.services.consent import withdraw_consent
from projects.services.invitations import answer_invitation, invite_class
from projects.services.pieces import add_drawing, add_text, tell_authors, tell_people
from projects.services.publication import choose_piece
from projects.services.reports import choose_pictures
from tests.kit.test_upload_sounds import picture
from tests.projects.rows import answer, being_written, make_entry, make_photo, make_project, make_sheet, make_text
from tests.world import make_classroom, make_pupils


@pytest.fixture
def garden(telling):
    """Lina's page, not yet sent, on which a photo shows Noé; the families said yes to all."""
    year = make_sheet(telling.classroom, by=telling.claire)
    telling.sheet = make_sheet(telling.classroom, telling.project, by=telling.claire)
    for sheet in (year, telling.sheet):
        for pupil in (telling.lina, telling.noe, telling.zoe):
            answer(sheet, pupil)
    telling.photo = pieces.add_photo(telling.page, picture=clean_upload(picture()), by=telling.child)
    tell_people(telling.photo, people="children", pupils=[telling.noe], by=telling.by)
    return telling


def shown(piece, medium=Medium.SITE) -> bool:
    return Piece.objects.allowed_on(medium).filter(pk=piece.pk).exists()


def check(page) -> None:
    JournalEntry.objects.filter(pk=page.pk).update(state="checked", checked_at="2026-06-02T12:00Z")


class TestTheChildsNo:
    @pytest.fixture
    def refused(self, garden):
        OwnNo.objects.create(pupil=garden.noe, project=garden.project)
        return garden

    @pytest.mark.parametrize("who", ["lina", "noe", "zoe"])
    def test_no_child_sees_the_photo_its_author_neither(self, refused, who):
        JournalEntry.objects.update(state="sent")
        client, key = refused.pupil_client(getattr(refused, who)), refused.photo.public_id

        asked = [reverse(f"projects:pupil-piece-{size}", args=[key]) for size in ("file", "small")]
        assert [client.get(path).status_code for path in asked] == [404, 404]
        journal = client.get(reverse("projects:pupil-project-journal", args=[refused.project.public_id]))
        assert str(key) not in journal.content.decode()

    def test_the_author_reads_a_sentence_that_names_nobody_and_changes_nothing_but_takes_it_off(self, refused):
        lina, key = refused.pupil_client(refused.lina), refused.photo.public_id

        page = lina.get(reverse("projects:pupil-piece", args=[key])).content.decode()
        own = lina.get(reverse("projects:pupil-page", args=[refused.page.public_id])).content.decode()
        assert "Quelqu’un préfère" in page
        assert ("Noé" in page, "/file/" in page, "/small/" in own) == (False, False, False)
        acts = [reverse(f"projects:pupil-piece-{act}", args=[key]) for act in ("people", "change", "words", "authors")]
        assert [lina.post(path, {"people": "nobody"}).status_code for path in acts] == [404] * 4
        assert lina.post(reverse("projects:pupil-piece-remove", args=[key])).status_code == 302
        assert not Piece.objects.filter(pk=refused.photo.pk).exists()

    def test_its_adult_sees_it_and_may_blur_it(self, refused):
        place = {"id": refused.cooperative.public_id, "project_id": refused.project.public_id}
        claire = refused.client(refused.claire)

        page = claire.get(reverse("projects:journal-page", kwargs=place | {"page_id": refused.page.public_id}))
        assert "l’un d’eux préfère ne pas être montré" in page.content.decode()
        key = {"piece_id": refused.photo.public_id}
        assert claire.get(reverse("projects:journal-piece-change", kwargs=place | key)).status_code == 200

    def test_what_the_adult_took_off_its_author_does_not_see_either(self, garden):
        pieces.withdraw_piece(garden.photo, by=garden.by)

        assert not Piece.objects.in_class(garden.child).exists()

    def test_the_no_of_a_child_who_has_left_is_not_undone_by_its_leaving(self, refused):
        depart(refused.noe, on=today(), by=refused.by)

        assert not OwnNo.objects.exists()
        assert not Piece.objects.in_class(refused.child).exists()


class TestMadeTogether:
    def test_each_child_of_the_class_is_an_author_unless_unticked(self, garden):
        text = add_text(garden.page, words="On a semé.", by=garden.by)
        tell_authors(text, made_by="together", by=garden.by)
        check(garden.page)
        assert set(text.authors.all()) == {garden.lina, garden.noe, garden.zoe}
        assert shown(text)
        answer(garden.sheet, garden.zoe, Answer.NO)
        assert not shown(text)

        JournalEntry.objects.update(state="sent")
        tell_authors(text, made_by="together", pupils=[garden.lina, garden.noe], by=garden.by)
        check(garden.page)
        assert shown(text)

    def test_with_nobody_named_it_does_not_leave_the_class(self, garden):
        text = make_text(make_entry(garden.project, garden.classroom), made_by="together")

        assert (shown(text, Medium.CLASS), shown(text, Medium.FAMILIES), shown(text)) == (True, False, False)
        assert next(one for one in choices_of(garden.project, garden.by) if one.piece == text).unnamed

    def test_what_was_ticked_for_one_child_is_not_who_took_part(self, garden):
        """Turned from a child's into everybody's, with the child still ticked, it names everybody."""
        drawing = add_drawing(
            garden.page, picture=clean_upload(picture(size=(300, 200))), words="Un papillon.", by=garden.child
        )
        address = reverse("projects:journal-piece", kwargs={
            "id": garden.cooperative.public_id, "project_id": garden.project.public_id, "piece_id": drawing.public_id
        })  # fmt: skip
        said = {"words": "Un papillon.", "made_by": "together", "authors": [garden.lina.public_id]}

        garden.client(garden.claire).post(address, said)
        assert drawing.authors.count() == 3
        garden.client(garden.claire).post(address, said)
        assert list(drawing.authors.all()) == [garden.lina]

    def test_a_pupil_who_says_all_of_us_names_all(self, garden):
        text = add_text(garden.page, words="On a semé.", by=garden.child)

        garden.pupil_client(garden.lina).post(
            reverse("projects:pupil-piece-authors", args=[text.public_id]), {"made_by": "together"}
        )
        assert text.authors.count() == 3

    def test_the_voices_of_a_sound_made_together_are_those_who_made_it(self, garden):
        file = make_photo(garden.page).file
        with being_written(garden.page):
            song = Piece.objects.create(entry=garden.page, kind="sound", seconds=3, file=file)
        tell_authors(song, made_by="together", by=garden.by)
        tell_people(song, people="children", by=garden.by)

        assert song.shows.count() == 3


class TestSheets:
    def test_of_two_sheets_for_one_project_a_no_on_one_is_a_no(self, garden):
        check(garden.page)
        assert shown(garden.photo)

        answer(make_sheet(garden.classroom, garden.project, by=garden.claire), garden.noe, Answer.NOT_SITE)
        assert (shown(garden.photo), shown(garden.photo, Medium.FAMILIES)) == (False, True)

    def test_a_family_takes_back_what_another_adult_keeps_too(self, garden):
        """Noé has changed class; his teacher of today leads not the class of before, whose sheet still runs."""
        older = make_classroom(garden.cooperative, garden.year, "CM1-CM2")
        garden.nina.federation = garden.federation
        ClassTeacher.objects.create(classroom=older, user=garden.nina, starts_on=today() - timedelta(days=30))

        assert withdraw_consent(garden.noe, by=garden.actor(garden.nina)) == 2
        assert set(ConsentAnswer.objects.filter(pupil=garden.noe).values_list("image", flat=True)) == {"no"}

    def test_a_tap_repeated_does_not_widen_what_was_said_of_the_works(self, garden):
        answer(garden.sheet, garden.noe, Answer.ALL, works=Answer.NO)
        address = reverse("projects:consent-answer", args=[garden.cooperative.public_id, garden.sheet.public_id])

        garden.client(garden.claire).post(address, {"pupil": garden.noe.public_id, "image": "all"})
        assert ConsentAnswer.objects.get(sheet=garden.sheet, pupil=garden.noe).works == Answer.NO

    @pytest.mark.parametrize("who", ["sonia", "martine", "felix", "nina"])
    def test_nobody_else_taps_a_grid(self, garden, who):
        for act in ("answer", "withdraw"):
            address = reverse(f"projects:consent-{act}", args=[garden.cooperative.public_id, garden.sheet.public_id])
            said = {"pupil": garden.noe.public_id, "image": "no"}
            assert garden.client(getattr(garden, who)).post(address, said).status_code in (403, 404)
        assert ConsentAnswer.objects.get(sheet=garden.sheet, pupil=garden.noe).image == Answer.ALL

    def test_a_grid_takes_no_child_of_another_class_by_a_forged_number(self, garden):
        tom = make_pupils(make_classroom(garden.cooperative, garden.year, "CM1-CM2"), "Tom", level="CM1")[0]
        address = reverse("projects:consent-answer", args=[garden.cooperative.public_id, garden.sheet.public_id])

        assert garden.client(garden.claire).post(address, {"pupil": tom.public_id, "image": "all"}).status_code == 404


class TestPublishing:
    def test_a_piece_without_an_agreement_is_neither_chosen_nor_published_by_a_request(self, garden):
        check(garden.page)
        place = {"id": garden.cooperative.public_id, "project_id": garden.project.public_id}
        choose_piece(garden.photo, in_story=True, by=garden.by)
        answer(garden.sheet, garden.noe, Answer.NOT_SITE)
        late = make_photo(make_entry(garden.project, garden.classroom), garden.noe)
        garden.project.state, garden.project.story = "finished", "On a semé."
        garden.project.save()
        claire, preview = garden.client(garden.claire), reverse("projects:story-preview", kwargs=place)

        claire.post(reverse("projects:story-piece", kwargs=place | {"piece_id": late.public_id, "act": "in"}))
        assert not Piece.objects.get(pk=late.pk).in_story
        assert "Il manque un accord pour\u00a0: Noé." in claire.get(preview).content.decode()
        claire.post(preview, {"by_words": "nobody", "by_pictures": "nobody", "by_place": "known"})
        garden.project.refresh_from_db()
        assert garden.project.is_published
        assert story_of(garden.project).pieces == ()
        assert missing_of(choices_of(garden.project, garden.by)).names == ["Noé"]

    @pytest.mark.parametrize("who", ["sonia", "martine"])
    def test_neither_a_colleague_elsewhere_nor_the_staff_publish(self, garden, who):
        place = {"id": garden.cooperative.public_id, "project_id": garden.project.public_id}
        said = {"by_words": "nobody", "by_pictures": "nobody", "by_place": "known"}

        answer_ = garden.client(getattr(garden, who)).post(reverse("projects:story-preview", kwargs=place), said)
        assert answer_.status_code in (403, 404)


class TestTheActivityReport:
    def test_the_association_sees_of_it_what_the_site_may_show(self, garden):
        """A picture that a family allowed for the school and not for the site is not on the staff's paper."""
        check(garden.page)
        JournalEntry.objects.update(on=garden.year.starts)
        garden.project.steps.create(state="running", on=garden.year.starts)
        choose_pictures(garden.cooperative, garden.year, pieces=[garden.photo], by=garden.by)
        where = [garden.cooperative.public_id, garden.year.slug]
        data = reverse("projects:report-data", args=where)
        shown_to = lambda user: garden.client(user).get(data).json()["pictures_shown"]  # noqa: E731

        assert (shown_to(garden.claire), shown_to(garden.martine)) == (1, 1)
        answer(garden.sheet, garden.noe, Answer.NOT_SITE)
        assert (shown_to(garden.claire), shown_to(garden.martine)) == (1, 0)


class TestAnInvitedClass:
    @pytest.fixture
    def guests(self, garden):
        """A class of another school takes part: its adult Sonia, its pupil Tom."""
        garden.sonia
        room = make_classroom(garden.other_cooperative, garden.year, "CM1-CM2")
        by = garden.actor(garden.sonia)
        invitation = invite_class(garden.project, classroom=room, by=garden.by)
        answer_invitation(invitation, accept=True, by=by)
        tom = make_pupils(room, "Tom", level="CM1")[0]
        garden.tom = PupilActor(tom.pk, 0, room.pk, garden.other_cooperative.pk, garden.federation.pk)
        garden.theirs = by
        return garden

    def test_its_pupils_see_what_the_families_may_see_alone(self, guests):
        JournalEntry.objects.update(state="sent")
        assert not JournalEntry.objects.of_class(guests.tom).exists()
        check(guests.page)
        assert list(Piece.objects.in_class(guests.tom)) == [guests.photo]
        answer(guests.sheet, guests.noe, Answer.NO)
        assert not Piece.objects.in_class(guests.tom).exists()
        assert shown(guests.photo, Medium.CLASS)

    def test_its_adult_sees_no_picture_without_an_agreement_and_nobody_s_name(self, guests):
        check(guests.page)
        answer(guests.sheet, guests.noe, Answer.NO)
        sonia = guests.client(guests.sonia)
        place = {"id": guests.other_cooperative.public_id, "project_id": guests.project.public_id}
        key = place | {"piece_id": guests.photo.public_id}

        assert choices_of(guests.project, guests.theirs) == []
        asked = [reverse(f"projects:journal-piece-{part}", kwargs=key) for part in ("file", "small", "change")]
        asked += [reverse("projects:journal-piece", kwargs=key),
                  reverse("projects:journal-page", kwargs=place | {"page_id": guests.page.public_id}),
                  reverse("cooperatives:file", args=[guests.photo.file.public_id])]  # fmt: skip
        assert [sonia.get(path).status_code for path in asked] == [404] * 6
        page = sonia.get(reverse("projects:journal", kwargs=place)).content.decode()
        assert (guests.page.title in page, str(guests.photo.public_id) in page) == (True, False)
        answer(guests.sheet, guests.noe)
        assert sonia.get(asked[0]).getvalue()
        assert [one.piece for one in choices_of(guests.project, guests.theirs)] == [guests.photo]
        assert str(guests.photo.public_id) in sonia.get(reverse("projects:journal", kwargs=place)).content.decode()

    def test_a_sheet_of_one_project_says_nothing_of_another(self, guests):
        other = make_project(guests.cooperative, "La mare", classrooms=[guests.classroom])

        assert not shown(make_photo(make_entry(other, guests.classroom), guests.noe))

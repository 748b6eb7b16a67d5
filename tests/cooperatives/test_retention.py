"""Drafts that nobody took up again are forgotten, and only those."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from cooperatives.models import GuestLink, Registration, StoredFile
from cooperatives.services import applying
from cooperatives.services.files import store_file
from cooperatives.tasks import forget_stale_drafts
from occe.kit.uploads.pipeline import clean_upload
from tests.cooperatives.drafts import begin, begin_as_guest, fill, send
from tests.kit.hostile import drawing, picture
from tests.world import make_user


def test_an_expired_draft_leaves_nothing_behind(world, django_capture_on_commit_callbacks):
    stale, guest = begin_as_guest(world)
    fill(stale, guest)
    clean = clean_upload(picture("PNG", drawing(311, 207)))
    file = store_file(clean, federation=world.federation, by=guest)
    applying.give_document(stale, by=guest, kind="minutes", file=file)
    GuestLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    fresh, _guest = begin_as_guest(world, "autre@ecole.example")
    own, _nina = begin(world, world.nina)
    sent = send(world, make_user("Paul"))

    with django_capture_on_commit_callbacks(execute=True):
        forget_stale_drafts(timestamp=0)

    assert set(Registration.objects.all()) == {fresh, own, sent}
    assert set(GuestLink.objects.all()) == {fresh.link}
    assert StoredFile.objects.count() == 0
    assert not default_storage.exists(file.path)


def test_a_paper_that_somebody_else_sent_too_is_kept(world, django_capture_on_commit_callbacks):
    stale, guest = begin_as_guest(world)
    clean = clean_upload(picture("PNG", drawing(313, 207)))
    file = store_file(clean, federation=world.federation, by=guest)
    applying.give_document(stale, by=guest, kind="minutes", file=file)
    store_file(clean, federation=world.federation, by=world.actor(world.nina))
    GuestLink.objects.update(expires_at=timezone.now() - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        forget_stale_drafts(timestamp=0)

    assert default_storage.exists(file.path)

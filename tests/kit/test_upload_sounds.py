"""Sounds are decoded and written anew within bounds; a picture of ours loses the places that are named."""

import io
import wave

import pytest
from PIL import Image

from occe.kit.uploads import refusals
from occe.kit.uploads.kinds import PHOTOS, RECEIPTS, SOUNDS
from occe.kit.uploads.pipeline import change_picture, clean_upload


def wav(seconds: float, rate: int = 8000) -> bytes:
    """A low hum."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((b"\x00\x20" * 40 + b"\x00\xe0" * 40) * int(seconds * rate / 80))
    return out.getvalue()


def picture(*, size=(400, 300)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, "PNG")
    return out.getvalue()


def tones(data: bytes, box) -> set:
    return set(Image.open(io.BytesIO(data)).convert("L").crop(box).get_flattened_data())


def test_a_sound_is_written_anew_as_mp3_without_the_words_that_came_with_it():
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x15TIT2\x00\x00\x00\x0b\x00\x00\x03Lina Durand"
    once = clean_upload(wav(3), name="voix.wav", declared_type="audio/wav", accept=SOUNDS)
    again = clean_upload(tagged + once.data, name="voix.mp3", declared_type="audio/mpeg", accept=SOUNDS)

    assert (once.content_type, once.extension, once.seconds, once.thumbnail) == ("audio/mpeg", "mp3", 3, None)
    assert again.seconds == 3
    assert b"Durand" not in again.data


def test_two_minutes_are_kept_and_more_is_refused():
    assert clean_upload(wav(121), accept=SOUNDS).seconds == 120
    with pytest.raises(refusals.SoundTooLong):
        clean_upload(wav(123), accept=SOUNDS)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusals.SoundEmpty),
        (wav(0.1), refusals.SoundEmpty),
        (b"ID3" + b"\x00" * 400, refusals.SoundUnreadable),
        (b"\x00\x00\x00\x20ftypM4A " + b"\x00" * 40, refusals.UploadNotASound),
        (picture(), refusals.UploadNotASound),
    ],
)
def test_what_is_not_a_sound_is_refused_with_a_sentence_about_sounds(data, refusal):
    with pytest.raises(refusal) as caught:
        clean_upload(data, accept=SOUNDS)

    assert "photo" not in caught.value.for_children


def test_a_sound_is_no_receipt():
    for accept in (RECEIPTS, PHOTOS):
        with pytest.raises(refusals.UploadNotAPhoto):
            clean_upload(wav(1), accept=accept)


def test_a_place_that_is_blurred_has_few_tones_left_in_the_picture_and_its_thumbnail():
    kept = clean_upload(picture(), accept=PHOTOS)
    inside = (105, 95, 195, 145)

    changed = change_picture(kept.data, blur=[(250, 300, 250, 200)])

    assert len(tones(kept.data, inside)) > 200
    for data in (changed.data, changed.thumbnail):
        assert len(tones(data, inside)) < 40
        assert len(tones(data, (250, 200, 390, 290))) > 150


def test_a_picture_is_cut_to_what_is_kept_of_it():
    kept = clean_upload(picture(), accept=PHOTOS)

    changed = change_picture(kept.data, crop=(500, 0, 500, 1000))

    assert (changed.width, changed.height) == (200, 300)
    with pytest.raises(refusals.PictureTooSmall):
        change_picture(kept.data, crop=(0, 0, 50, 1000))

"""Opens one hostile file in a process of its own, with little memory and time, and writes what is safe of it.

Run by `occe.kit.uploads.pipeline` as a plain script: no Django, no settings, no secrets, no environment. It reads the
file from standard input and answers on standard output: one line of JSON, then the bytes that the line announces.
A picture is decoded, turned upright, reduced and written anew as WebP, so nothing of the original file survives: no
EXIF, no place, no profile, no appended page. A sound is decoded and written anew as MP3, one channel, without tags. A
PDF is only looked through, for it is kept as it is. CHANGE cuts a picture that we keep, and makes places of it
unknowable.

Usage: python worker.py JPEG|PNG|WEBP|HEIF|PDF|WAV|MP3|FLAC|OGG < file
       python worker.py CHANGE '{"crop": [x, y, width, height], "blur": [[x, y, width, height], …]}' < picture
"""

import contextlib
import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any

MEGABYTE = 1024 * 1024
# Of address space, which counts libraries and thread stacks beside the 512 MB for pixels. Measured with 40 million
# pixels: JPEG, PNG and HEIC stay under 512, WebP with transparency takes 750.
MEMORY = 800 * MEGABYTE
SECONDS = 10
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
PICTURE_SIDE = 1600
THUMBNAIL_SIDE = 400
QUALITY = 80
MOST_PAGES = 20
LONGEST_SOUND = 120
"""Seconds. A recorder that stops itself may run over by a block: two more seconds are cut off, not refused."""
OVERRUN = 2
SOUND_RATE = 16_000
SOUND_KILOBITS = 48
# A place is left with four by four colours, whatever its size, then blurred: nothing finer of it is in the new file.
CELLS = 4
THOUSAND = 1000
SMALLEST_CROP = 100
"""Thousandths of a side."""
# What a PDF may not hold, by the key or the name that starts it (after qpdf has undone every disguise of names).
SCRIPTS = frozenset({"/JavaScript", "/JS", "/XFA", "/RichMedia", "/RichMediaContent", "/3D"})
ATTACHMENTS = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/Collection"})
# The one file that a PDF may hold: the electronic invoice that it shows (Factur-X, ZUGFeRD, XRechnung), by the names
# that the standards give it, as plain XML.
INVOICES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})
INVOICE_ROOTS = (b"CrossIndustryInvoice", b"CrossIndustryDocument")
LARGEST_INVOICE = 5 * MEGABYTE
LAUNCHES = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToE"})


class Unfit(Exception):
    """The file is refused; its text is the reason's code, which `pipeline` turns into a sentence."""


def limit_ourselves() -> None:
    """Little memory, little time, no file written, no memory dump. Systems that know a limit only by name ignore it."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


# --- pictures --------------------------------------------------------------------------------------------------------


def clean_picture(data: bytes, kind: str) -> tuple[dict[str, Any], list[bytes]]:
    """The picture and its thumbnail as WebP, at most 1600 and 400 pixels a side, with the picture's size."""
    from PIL import Image, ImageOps  # late: a PDF does not need it

    if kind == "HEIF":
        from pillow_heif import register_heif_opener  # late: only photos of some telephones need its 20 MB

        register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data), formats=(kind,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("too_many_pixels") from None
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise Unfit("too_many_pixels")
    image = _full_tones(image)
    image.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return _written(_on_white(ImageOps.exif_transpose(image)))


def _written(image: Any) -> tuple[dict[str, Any], list[bytes]]:
    thumbnail = image.copy()
    thumbnail.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return {"width": image.width, "height": image.height}, [_webp(image), _webp(thumbnail)]


def change_picture(data: bytes, wanted: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """A picture of ours without the places in `blur`, then cut to `crop` (or whole): boxes of x, y, width and height in
    thousandths of the picture as it stands. The thumbnail is made from the result."""
    from PIL import Image  # late, as above

    image = Image.open(io.BytesIO(data), formats=("WEBP",)).convert("RGB")
    for box in wanted["blur"]:
        _make_unknowable(image, _pixels(box, image))
    if wanted["crop"]:
        if min(wanted["crop"][2:]) < SMALLEST_CROP:
            raise Unfit("too_small")
        image = image.crop(_pixels(wanted["crop"], image))
    return _written(image)


def _pixels(box: list[int], image: Any) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box inside the picture, outwards to whole pixels, never empty."""
    x, y, width, height = (min(THOUSAND, max(0, int(value))) for value in box)
    left, top = min(x * image.width // THOUSAND, image.width - 1), min(y * image.height // THOUSAND, image.height - 1)
    right = min(image.width, max(left + 1, -(-(x + width) * image.width // THOUSAND)))
    bottom = min(image.height, max(top + 1, -(-(y + height) * image.height // THOUSAND)))
    return left, top, right, bottom


def _make_unknowable(image: Any, place: tuple[int, int, int, int]) -> None:
    """Sixteen average colours in place of a face, then the edges between them blurred away."""
    from PIL import Image, ImageFilter  # late, as above

    part = image.crop(place)
    few = part.resize((min(CELLS, part.width), min(CELLS, part.height)), Image.Resampling.BOX)
    coarse = few.resize(part.size, Image.Resampling.NEAREST)
    image.paste(coarse.filter(ImageFilter.GaussianBlur(max(part.size) / CELLS / 4)), place[:2])


def _full_tones(image: Any) -> Any:
    """Eight bits a channel, so that reducing averages: a palette would only be thinned out, and of the sixteen bits of
    a scan Pillow would keep the darkest tones alone."""
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _on_white(image: Any) -> Any:
    """RGB pixels alone: transparency laid on white paper, and no information carried along."""
    from PIL import Image  # late, as above

    paper = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper.paste(image, mask=image.getchannel("A"))
    else:
        paper.paste(image.convert("RGB"))
    return paper


def _webp(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


# --- PDF -------------------------------------------------------------------------------------------------------------


def check_pdf(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Refuses a PDF that hides anything but pages; says how many it has."""
    import pikepdf  # late: a picture does not need it

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if not 1 <= len(pdf.pages) <= MOST_PAGES:
                raise Unfit("too_many_pages" if len(pdf.pages) else "unreadable")
            attachments = ATTACHMENTS - _words_of_invoice(pdf)
            for name in _names(pdf):
                for forbidden, reason in ((SCRIPTS, "script"), (attachments, "attachment"), (LAUNCHES, "launch")):
                    if name in forbidden:
                        raise Unfit(reason)
            return {"pages": len(pdf.pages)}, []
    except pikepdf.PasswordError:
        raise Unfit("locked") from None


def _words_of_invoice(pdf: Any) -> frozenset[str]:
    """The words about attachments that this PDF may hold: those of its electronic invoice, when it holds nothing else.

    Whatever the file calls an attachment must be that one invoice: every list and every stream of them is looked for.
    """
    import pikepdf  # late, as above

    if [name.lower() for name in pdf.attachments] not in [[name] for name in INVOICES]:
        return frozenset()
    invoice = next(iter(pdf.attachments.values())).get_file().obj
    held = {invoice.objgen}
    for value in _values(pdf):
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            if value.get("/Type") == "/EmbeddedFile":
                held.add(value.objgen)
            if "/EF" in value:
                held.update(stream.objgen for _key, stream in value.EF.items())
    xml = invoice.read_bytes()
    root = any(word in xml[:4096] for word in INVOICE_ROOTS)
    plain = root and len(xml) <= LARGEST_INVOICE and b"<!DOCTYPE" not in xml and b"<!ENTITY" not in xml
    return frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF"}) if plain and len(held) == 1 else frozenset()


def _names(pdf: Any) -> Iterator[str]:
    """Every key and every name in the objects of the file, whether a page refers to them or not."""
    import pikepdf  # late, as above

    for value in _values(pdf):
        if isinstance(value, pikepdf.Name):
            yield str(value)
        elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            yield from value.keys()


def _values(pdf: Any) -> Iterator[Any]:
    """Every value of the file, once."""
    import pikepdf  # late, as above

    waiting = list(pdf.objects)
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            waiting += [inner for _key, inner in value.items() if not _is_listed(inner)]
        elif isinstance(value, pikepdf.Array):
            waiting += [inner for inner in value if not _is_listed(inner)]


def _is_listed(value: Any) -> bool:
    """Whether the object stands in the file's own list, so that it is met there and not twice, nor for ever."""
    return getattr(value, "is_indirect", False)


# --- sounds ----------------------------------------------------------------------------------------------------------


def clean_sound(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The sound as MP3, one channel, without the tags of the file that came; and its whole seconds, at least one.

    It is decoded block by block and stops at the longest that is kept, so that a small file cannot unfold without end.
    """
    import lameenc  # late: a picture does not need them
    import miniaudio

    blocks, frames, most = [], 0, (LONGEST_SOUND + OVERRUN) * SOUND_RATE
    decoded = miniaudio.stream_memory(data, nchannels=1, sample_rate=SOUND_RATE, frames_to_read=SOUND_RATE)
    for block in decoded:
        blocks.append(block)
        frames += len(block)
        if frames > most:
            raise Unfit("too_long")
    if frames < SOUND_RATE // 4:
        raise Unfit("no_sound")
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(SOUND_RATE)
    encoder.set_bit_rate(SOUND_KILOBITS)
    encoder.set_quality(5)
    encoder.silence()
    pcm = b"".join(block.tobytes() for block in blocks)[: LONGEST_SOUND * SOUND_RATE * 2]
    kept = bytes(encoder.encode(pcm)) + bytes(encoder.flush())
    return {"seconds": max(1, round(len(pcm) / 2 / SOUND_RATE))}, [kept]


# --- the process -----------------------------------------------------------------------------------------------------


def _done(kind: str, data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    if kind == "PDF":
        return check_pdf(data)
    if kind == "CHANGE":
        return change_picture(data, json.loads(sys.argv[2]))
    if kind in ("WAV", "MP3", "FLAC", "OGG"):
        return clean_sound(data)
    return clean_picture(data, kind)


def main() -> None:
    """Read, work, answer. Whatever goes wrong in a decoder is the file's fault; a library that is missing is ours."""
    limit_ourselves()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    try:
        facts, parts = _done(kind, data)
    except Unfit as unfit:
        facts, parts = {"refused": str(unfit)}, []
    except MemoryError:
        facts, parts = {"refused": "too_heavy"}, []
    except ImportError:
        raise
    except Exception:
        facts, parts = {"refused": "unreadable"}, []
    sys.stdout.buffer.write(json.dumps(facts | {"sizes": [len(part) for part in parts]}).encode() + b"\n")
    sys.stdout.buffer.write(b"".join(parts))


if __name__ == "__main__":
    main()

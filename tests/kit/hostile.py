"""Files as people and attackers send them, each made here from nothing."""

import io
import struct
import zlib

import pikepdf
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ZIP = b"PK\x03\x04" + bytes(26)
ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


def drawing(width: int = 300, height: int = 200) -> Image.Image:
    """White paper with a red square in its top left corner, so that one sees which way is up."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, height // 2, height // 2), fill=(220, 0, 0))
    return image


def picture(kind: str, image: Image.Image | None = None, **options) -> bytes:
    out = io.BytesIO()
    (image or drawing()).save(out, kind, **options)
    return out.getvalue()


def telephone_photo(kind: str = "JPEG") -> bytes:
    """Held sideways: the pixels lie on their side, EXIF says so, and tells where and by whom it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = 6, "Madame Durand"
    exif.get_ifd(GPS).update({1: "N", 2: (44.0, 55.0, 30.0), 3: "E", 4: (2.0, 26.0, 24.0)})
    sideways = drawing().rotate(90, expand=True)
    # As bytes: then the HEIC encoder also writes the rotation that its decoders obey, as telephones do.
    return picture(kind, sideways, exif=exif.tobytes(), **({"comment": b"Ytrac"} if kind == "JPEG" else {}))


def huge_png(width: int, height: int) -> bytes:
    """A few kilobytes that unfold into width × height pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packer = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf(pages: int = 1, change=None, **options) -> bytes:
    """A plain PDF; `change` gets it before it is written."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        if change:
            change(document)
        out = io.BytesIO()
        document.save(out, **options)
    return out.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF written by hand, for what no library writes: object 1 is the catalogue, 2 the pages, 3 the page."""
    pages = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate((objects[0], *pages, *objects[1:]), 1):
        places.append(len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def with_open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_page_script(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    document.pages[0].AA = pikepdf.Dictionary(O=action)


def with_orphan_script(document: pikepdf.Pdf) -> None:
    """A script that nothing refers to yet: an increment may."""
    document.Root.Orphans = pikepdf.Array([pikepdf.Array([pikepdf.Dictionary(JS="app.alert(1)")])])


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["virus.exe"] = b"MZ"


def with_launch(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].Annots = pikepdf.Array([link])


def with_a_loop(document: pikepdf.Pdf) -> None:
    """Two objects that hold each other: looking through them must end."""
    first = document.make_indirect(pikepdf.Dictionary())
    second = document.make_indirect(pikepdf.Dictionary(Back=first))
    first.Forth = second
    document.Root.Loop = first

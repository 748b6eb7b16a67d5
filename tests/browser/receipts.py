"""A till receipt, photographed."""

import io

from PIL import Image, ImageDraw

from cooperatives.models import StoredFile
from cooperatives.services.files import store_file
from occe.kit.uploads.pipeline import clean_upload


def receipt_photo(total: str = "38,40") -> dict:
    """A till receipt on a table, as a telephone sees it: sideways, with the orientation in its EXIF."""
    table = Image.new("RGB", (900, 1300), (92, 74, 60))
    paper = Image.new("RGB", (640, 1000), (252, 250, 244))
    draw = ImageDraw.Draw(paper)
    lines = (
        "JARDINERIE DU PONT",
        "15800 POLMINHAC",
        "",
        "TERREAU 20 L   18,90",
        "GRAINES   19,50",
        "",
        f"TOTAL   {total}",
    )
    for rank, line in enumerate(lines):
        draw.text((60, 60 + 110 * rank), line, fill="#222222", font_size=48)
    table.paste(paper.rotate(3, expand=True, fillcolor=(92, 74, 60)), (110, 130))
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    table.rotate(90, expand=True).save(out, "JPEG", quality=80, exif=exif)
    return {"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def stored_receipt(world, by) -> StoredFile:
    """The same photo, as the upload keeps it."""
    picture = receipt_photo()
    clean = clean_upload(picture["buffer"], name=picture["name"], declared_type=picture["mimeType"])
    return store_file(clean, federation=world.federation, by=by)

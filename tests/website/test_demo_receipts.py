"""The receipts of the demonstration say what a till says: accents and euros, never boxes."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from website.demo.receipts import draw_minutes, draw_receipt, written


@pytest.mark.parametrize("sign", "éèàçùôœÉ€’")
def test_the_font_has_every_sign_of_a_french_receipt(sign):
    font, missing = written(26), "\U0010ffff"

    assert bytes(font.getmask(sign)) != bytes(font.getmask(missing))


def test_a_receipt_and_the_minutes_are_pictures():
    receipt = draw_receipt("Épicerie d’été", date(2026, 10, 3), [("Crème", Decimal("12.50"))])
    minutes = draw_minutes("École des Quatre-Chemins-Verts", date(2026, 10, 3))

    assert [Image.open(BytesIO(one)).size for one in (receipt, minutes)] == [(900, 1200), (900, 1200)]

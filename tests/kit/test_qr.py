"""QR codes: one drawing a text, black on white, silent for screen readers."""

from occe.kit.qr import qr_file, qr_svg

ADDRESS = "https://portail.example/class/card/abc/"


def test_the_same_address_gives_the_same_drawing_and_another_one_another():
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")
    assert qr_file(ADDRESS) == qr_file(ADDRESS)


def test_a_page_gets_black_on_white_with_its_quiet_border_and_no_inline_style():
    drawing = qr_svg(ADDRESS)

    assert ('stroke="#000"' in drawing, 'fill="#fff"' in drawing, "style=" in drawing) == (True, True, False)
    assert 'aria-hidden="true"' in drawing
    assert 'd="M4 4.5' in drawing  # four modules of white on the left and on top


def test_a_document_gets_a_file_of_its_own():
    assert qr_file(ADDRESS).startswith(b"<?xml")

"""The folded leaflet tells the printer how to turn the sheet."""

import io

import pikepdf
import pytest

from tests.projects.papers import leaflet, poster

pytestmark = pytest.mark.long


@pytest.mark.parametrize(("paper", "asked"), [(leaflet, "/DuplexFlipShortEdge"), (poster, None)])
def test_only_the_folded_sheet_asks_for_both_sides_turned_on_the_short_edge(world, paper, asked):
    content, _title = paper(world)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = pdf.Root.ViewerPreferences.get("/Duplex")

    assert (str(found) if found is not None else None) == asked

"""The look holds its promises: contrast, one dark theme, weight, no inline style, forms that say what is missing."""

import gzip
import hashlib
import json
import pathlib
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.utils import translation

from occe.kit.forms import HouseHelper

ROOT = pathlib.Path(settings.CHECKOUT)
STATIC = ROOT / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
PUBLIC = ("vendor/bootstrap.trimmed.css", "css/tokens.css", "css/house.css", "css/public.css")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((STATIC / "css").glob("*.css"))
NBSP = "\u00a0"

# (ink, ground, least ratio): 4.5 for text, 3 for edges, marks and focus (WCAG 2.2 AA: 1.4.3, 1.4.11, 2.4.13)
PAIRS = [
    *[(ink, ground, 4.5) for ink in ("basalte", "basalte-doux", "gentiane", "prairie", "salers", "ocre")
      for ground in ("papier", "papier-haut", "papier-creux")],
    *[("basalte", tint, 4.5) for tint in ("gentiane-lavis", "prairie-lavis", "jaune-lavis", "salers-lavis", "ciel")],
    *[("basalte-doux", tint, 4.5) for tint in ("gentiane-lavis", "prairie-lavis", "jaune-lavis", "ciel")],
    *[("sur-teinte", f"teinte-{k}", 4.5) for k in range(5)],
    *[("gentiane", ground, 4.5) for ground in ("ciel", "jaune-lavis", "gentiane-lavis")],
    *[("prairie", ground, 4.5) for ground in ("jaune-lavis", "prairie-lavis")],
    *[(f"sur-{ground}", ground, 4.5) for ground in ("gentiane", "prairie", "jaune", "salers", "pied")],
    *[("trait-fort", ground, 3) for ground in ("papier", "papier-haut", "papier-creux")],
    *[("anneau-trait", ground, 3) for ground in ("papier", "papier-haut", "papier-creux", "ciel", "anneau-halo")],
    ("ocre", "jaune-lavis", 4.5), ("salers", "salers-lavis", 4.5), ("sur-gentiane", "gentiane-fort", 4.5),
    ("gentiane-fort", "papier-haut", 4.5), ("papier", "basalte", 4.5), ("prairie", "papier-haut", 3),
]  # fmt: skip


def block(start: str) -> dict[str, str]:
    """The colours that one block of tokens.css sets."""
    text = TOKENS[TOKENS.index(start) :]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", text[: text.index("\n}")]))


LIGHT = block(":root {")
DARK = LIGHT | block('[data-bs-theme="dark"] {')


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def squeezed(*names: str) -> int:
    """The weight of files as they travel, each compressed on its own."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def render(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_its_ground(theme):
    assert [(ink, ground) for ink, ground, least in PAIRS if contrast(theme[ink], theme[ground]) < least] == []


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_the_dark_theme_by_choice_and_by_preference_are_the_same():
    chosen = re.search(r'\[data-bs-theme="dark"\] \{(.*?)\n\}', TOKENS, re.S)[1]
    preferred = re.search(r":root:not\(\[data-bs-theme\]\) \{(.*?)\n  \}", TOKENS, re.S)[1]

    assert chosen.split() == preferred.split()


def test_every_colour_of_the_dark_theme_has_a_light_one():
    assert set(block('[data-bs-theme="dark"] {')) - set(LIGHT) == {"etoile"}


def test_every_token_that_a_sheet_reads_is_set_somewhere():
    sheets = "".join(sheet.read_text() for sheet in SHEETS)
    read, written = set(re.findall(r"var\((--[\w-]+)", sheets)), set(re.findall(r"(--[\w-]+):", sheets))

    assert read - written == set()


@pytest.mark.parametrize("name", ["pager", "messages", "error_summary", "empty_state"])
def test_what_any_frame_may_show_is_dressed_by_the_house(name):
    markup = (ROOT / f"templates/components/_{name}.html").read_text()
    house = (STATIC / "css/house.css").read_text() + (STATIC / "vendor/bootstrap.trimmed.css").read_text()
    worn = {css for found in re.findall(r'class="([^"{]+)', markup) for css in found.split()}

    assert {css for css in worn if not re.search(rf"\.{css}\b", house)} == set()


def test_the_style_sheets_of_a_public_page_weigh_18_kilobytes_at_most():
    assert squeezed(*PUBLIC) <= 18_000


def test_the_style_sheets_of_a_room_and_of_a_pupil_stay_light():
    assert squeezed(*PUBLIC[:3], "css/rooms.css") <= 20_000
    assert squeezed(*PUBLIC[:3], "css/pupil.css") <= 20_000


def test_the_fonts_are_three_files_and_65_kilobytes_at_most():
    fonts = list((STATIC / "fonts").glob("*.woff2"))

    assert (len(fonts), sum(font.stat().st_size for font in fonts) <= 65_000) == (3, True)


@pytest.mark.parametrize("sheet", [*SHEETS, STATIC / "vendor/bootstrap.trimmed.css"], ids=lambda sheet: sheet.name)
def test_no_sheet_asks_for_a_picture_in_a_data_address_or_for_another_host(sheet):
    assert re.findall(r"data:|https?://|//[a-z]+\.|@import", sheet.read_text()) == []


def test_bootstrap_is_what_its_script_makes_of_the_file_that_the_readme_names(tmp_path):
    script = STATIC / "vendor/trim_bootstrap.py"
    taken = re.search(r"bootstrap\.trimmed\.css.*`([0-9a-f]{64})`", (STATIC / "vendor/README.md").read_text())[1]
    other = tmp_path / "bootstrap.css"
    other.write_text("body{}")

    assert taken in script.read_text()
    assert subprocess.run([sys.executable, script, other], capture_output=True, check=False).returncode == 1


def test_htmx_is_the_file_that_the_readme_names():
    readme = (STATIC / "vendor/README.md").read_text()
    script = (STATIC / "vendor/htmx.min.js").read_bytes()

    assert hashlib.sha256(script).hexdigest() in readme
    assert b"sourceMappingURL" not in script


def test_no_template_has_an_inline_style_script_or_handler():
    script = r'<script (?![^>]*type="application/)[^>]*>\s*[^<\s]'
    wrong = re.compile(rf'\sstyle="|<style|<script>|{script}|\son(click|change|submit|load|input)="')
    pages = [path for path in TEMPLATES if not {"emails", "pdf"} & set(path.parts)]

    assert [str(path.relative_to(ROOT)) for path in pages if wrong.search(path.read_text())] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_template_compiles(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


def test_every_partial_says_on_its_first_line_what_it_expects():
    partials = (ROOT / "templates/components").glob("_*.html")

    assert [path.name for path in partials if not path.read_text().startswith("{#")] == []


def test_the_mark_on_the_browser_s_tab_has_fifteen_stones():
    assert (STATIC / "icons/mark.svg").read_text().count("<path") == 15


@pytest.mark.parametrize("name", ["500.html", "errors/503.html"])
def test_a_broken_portal_still_has_a_page_without_any_context(name):
    page = get_template(name).render()

    assert page.count("<h1>") == 1
    assert '<html lang="fr">' in page
    assert "<script" not in page


# --- tags ------------------------------------------------------------------------------------------------------------


def test_money_has_an_arrow_a_word_and_no_sign():
    out = render('{% money amount "out" %}', amount=Decimal("38.40"))

    assert 'class="money money-out"' in out
    assert f"Sort{NBSP}:" in out
    assert f"38,40{NBSP}€" in out
    assert "-38" not in out


@pytest.mark.parametrize("kind", ["draft", "sent", "waiting", "agreed", "done", "return", "refused"])
def test_a_state_is_a_shape_and_a_word(kind):
    badge = render("{% state kind words %}", kind=kind, words="Attend l’accord de <Claire>")

    assert badge.startswith(f'<span class="state state-{kind}"><svg class="icon"')
    assert "Attend l’accord de &lt;Claire&gt;" in badge


def test_the_wall_says_its_figures_in_both_languages():
    with translation.override("fr"):
        french = render("{% wall 24 3 %}")
    with translation.override("en"):
        english = render("{% wall 24 3 %}")

    assert french.count("<title>Un muret de 24 pierres, une par coopérative, dont 3 nouvelles, en jaune</title>") == 2
    assert "muret" not in english


def test_the_pictures_of_a_pupil_are_said_in_both_languages():
    with translation.override("en"):
        assert (
            render('{% picture_words "fox" %}, {% secret_words "sun" %}, {% category_words "garden" %}')
            == "the fox, sun, for the garden"
        )
    with translation.override("fr"):
        assert render('{% picture_words "fox" %}, {% secret_words "sun" %}') == "le renard, soleil"


def test_a_chart_comes_with_its_table():
    page = render(
        '{% chart bars title="Projets" head="Année" value_head="Projets" %}',
        bars=[("2024-2025", 14), ("2025-2026", 1234)],
    )

    assert f'<td class="amount">1{NBSP}234</td>' in page
    assert page.count("<svg") == 2


def test_a_chart_of_euros_has_whole_euros_above_and_cents_in_its_table():
    page = render(
        '{% chart bars title="A" head="B" value_head="C" euros=True %}', bars=[("2025-2026", Decimal("31850.40"))]
    )

    assert f">31{NBSP}850{NBSP}€</text>" in page
    assert f'<td class="amount">31{NBSP}850,40{NBSP}€</td>' in page


def test_coins_lay_out_an_amount():
    assert render("{% coins amount %}", amount=Decimal("3.50")).count("<svg") == 3


def test_steps_are_said_and_drawn():
    out = render("{% steps 1 5 %}")

    assert "Étape 2 sur 5" in out
    assert re.findall(r'<li class="(\w+)">', out) == ["done", "here", "todo", "todo", "todo"]


# --- forms -----------------------------------------------------------------------------------------------------------


class Expense(forms.Form):
    amount = forms.CharField(label="Montant", help_text="En euros.", error_messages={"required": "Écrivez le montant."})
    paid = forms.ChoiceField(label="Payé comment ?", choices=[("cash", "Avec la caisse")], widget=forms.RadioSelect)
    note = forms.CharField(label="Un mot", required=False)

    helper = HouseHelper("Noter la dépense")

    def clean(self) -> None:
        raise forms.ValidationError("Cette année est close.")


def shown(data: dict | None) -> str:
    return render("{% load crispy_forms_tags %}{% crispy form %}", form=Expense(data))


def test_a_refused_field_shows_label_help_message_and_field_in_that_order():
    page = shown({})
    field = page[page.index('id="div_id_amount"') :]
    places = [field.index(words) for words in (">Montant</label>", "En euros.", "Écrivez le montant.", "<input")]

    assert places == sorted(places)


def test_a_message_is_tied_to_its_field():
    page = shown({})
    described = re.search(r'<input[^>]*name="amount"[^>]*aria-describedby="([^"]*)"', page)[1].split()

    assert described == ["id_amount_helptext", "id_amount_error"]
    assert [f'id="{name}"' in page for name in described] == [True, True]
    assert re.search(r'<input[^>]*name="amount"[^>]*aria-invalid="true"', page)


def test_the_summary_links_every_sentence_to_its_field():
    page = shown({})
    summary = page[page.index("data-error-summary") : page.index("</ul>")]

    assert "3 choses à revoir" in summary
    assert "<li>Cette année est close.</li>" in summary
    assert re.findall(r'href="#(\w+)"', summary) == ["id_amount", "id_paid_0"]
    assert 'id="id_paid_0"' in page


def test_a_form_that_was_not_sent_shows_no_summary():
    assert "error-summary" not in shown(None)


def test_radios_are_whole_rows_and_optional_fields_say_so():
    page = shown(None)

    assert '<label class="choice" for="id_paid_0"><input type="radio"' in page
    assert re.findall(r'class="form-label">([^<]*)<span class="field-optional">', page) == ["Un mot "]


def test_the_button_is_a_verb():
    assert re.search(r'<button type="submit"[^>]*class="btn btn-primary"[^>]*>Noter la dépense</button>', shown(None))


def test_htmx_is_told_to_obey_the_browser_policy():
    frame = (ROOT / "templates/adult.html").read_text()
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']*)'", frame)[1])

    assert (config["includeIndicatorStyles"], config["allowEval"], config["selfRequestsOnly"]) == (False, False, True)


@pytest.mark.parametrize("frame", ["base.html", "public.html"])
def test_public_pages_load_neither_htmx_nor_bootstrap_s_script(frame):
    assert (
        re.findall(r"htmx|bootstrap[\w.]*\.js", re.sub(r"\{#.*?#\}", "", (ROOT / "templates" / frame).read_text()))
        == []
    )


def test_the_summary_names_the_field_that_was_left_empty():
    class Two(forms.Form):
        amount = forms.CharField(label="Somme")
        reason = forms.CharField(label="Pourquoi", error_messages={"required": "Dites pourquoi."})

    summary = render("{% error_summary form %}", form=Two({}))

    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary) == [
        ("id_amount", f"À remplir{NBSP}: Somme"),
        ("id_reason", "Dites pourquoi."),
    ]


def test_no_sheet_dresses_what_no_page_has():
    made_of_parts = (
        "c-",
        "skin-",
        "mark-",
        "note-",
        "report-",
        "state-",
        "tint-",
        "vote-",
        "age-",
        "swatch-",
        "sheet-",
        "plate-",
    )
    worn = "".join(
        file.read_text()
        for folder in ("templates", "occe", "static/js", *settings.ROOMS)
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".html", ".py", ".js")
    )
    words = set(re.findall(r"[a-z][a-z0-9-]*", worn))
    dressed = {
        css for sheet in SHEETS for css in re.findall(r"\.([a-z][a-z0-9-]+)(?=[\s.,:{>+~\[)])", sheet.read_text())
    }

    assert {css for css in dressed if css not in words and not css.startswith(made_of_parts)} == set()

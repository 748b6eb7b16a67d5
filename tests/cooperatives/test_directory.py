import io
from datetime import date

import pytest

from cooperatives.directory import DirectoryRow, Kind, NotADirectory, Note, RefusedLine, Sector, State, read_directory
from cooperatives.directory.lines import COLUMNS, LONGEST_LINE
from cooperatives.models import School
from occe.kit.uai import check_letter

# The headers as the ministry wrote them in 2023 and in 2026, and as its interface writes them.
HEADER_2023 = (
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Adresse_2;"
    "Adresse_3;Code postal;Code_commune;Nom_commune;Code_departement;Code_academie;Code_region;Ecole_maternelle;"
    "Ecole_elementaire;Telephone;Fax;Web;Mail;Nombre_d_eleves;position;Libelle_departement;Libelle_academie;"
    "coordonnee_X;coordonnee_Y;epsg;nom_circonscription;latitude;longitude;date_ouverture;date_maj_ligne;etat;"
    "code_nature;libelle_nature"
)
HEADER_2026 = (
    HEADER_2023.replace("Code postal", "Code_postal")
    .replace(";Nombre_d_eleves", "")
    .replace("coordonnee_X;coordonnee_Y;epsg", "coordX_origine;coordY_origine;epsg_origine")
)
HEADER_INTERFACE = HEADER_2026.lower()
HEADER_WITH_LABELS = (
    "Identifiant de l'établissement;Nom établissement;STATUT PUBLIC PRIVÉ;Nom commune;Nombre d'élèves;État"
)

LINE = {
    "uai": "0150687R",
    "name": "Ecole primaire publique",
    "type": "Ecole",
    "sector": "Public",
    "address_1": "3 rue de l'Invention",
    "address_3": "15160 ALLANCHE",
    "postcode": "15160",
    "commune_code": "15001",
    "commune": "Allanche",
    "department": "015",
    "nursery": "1",
    "elementary": "1",
    "phone": "0471000000",
    "email": "ecole@allanche.example",
    "pupil_count": "46",
    "academy": "Clermont-Ferrand",
    "district": "Circonscription de Saint-Flour",
    "latitude": "45.2285",
    "longitude": "2.9343",
    "opened_on": "1966-03-26",
    "updated_on": "2026-05-27",
    "state": "OUVERT",
    "nature_code": "151",
}


def line(header=HEADER_2023, separator=";", **changes):
    """One line under a header, our columns filled by their names."""
    values = LINE | changes
    names = [name.lower().translate(str.maketrans("", "", "_ '")) for name in header.split(separator)]
    filled = {alias: values[column] for column, aliases in COLUMNS.items() for alias in aliases if column in values}
    return separator.join(filled.get(name, "") for name in names)


def read(*lines, header=HEADER_2023, encoding="utf-8-sig", end="\n"):
    return list(read_directory(io.BytesIO(end.join([header, *lines, ""]).encode(encoding))))


def only(**changes):
    (row,) = read(line(**changes))
    return row


def uai(number):
    return f"{number:07d}{check_letter(str(number))}"


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_line_becomes_a_school():
    row = only()

    assert row == DirectoryRow(
        number=2,
        uai="0150687R",
        name="Ecole primaire publique",
        kind=Kind.PRIMARY,
        sector=Sector.PUBLIC,
        state=State.OPEN,
        nature_code="151",
        address="3 rue de l'Invention",
        postcode="15160",
        commune="Allanche",
        commune_code="15001",
        department="015",
        academy="Clermont-Ferrand",
        district="Circonscription de Saint-Flour",
        phone="0471000000",
        email="ecole@allanche.example",
        pupil_count=46,
        latitude=45.2285,
        longitude=2.9343,
        opened_on=date(1966, 3, 26),
        updated_on=date(2026, 5, 27),
        notes=frozenset(),
    )
    assert row.is_eligible


@pytest.mark.parametrize("header", [HEADER_2023, HEADER_2026, HEADER_INTERFACE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_style_of_header_and_encoding_gives_the_same_school(header, encoding, end):
    accented = {"name": "École élémentaire « Été »", "commune": "Naucelles"}

    (row,) = read(line(header, **accented), header=header, encoding=encoding, end=end)

    assert (row.name, row.commune, row.postcode, row.latitude) == (
        "École élémentaire « Été »", "Naucelles", "15160", 45.2285,
    )  # fmt: skip
    assert row.pupil_count == (46 if header is HEADER_2023 else None)


def test_a_header_of_labels_with_accents_is_understood():
    (row,) = read("0150687R;Ecole;Public;Allanche;46;A FERMER", header=HEADER_WITH_LABELS)

    assert (row.uai, row.department, row.pupil_count, row.state) == ("0150687R", "015", 46, State.TO_BE_CLOSED)


@pytest.mark.parametrize("separator", [",", "\t"])
def test_another_separator_is_understood(separator):
    header = HEADER_2023.replace(";", separator)

    (row,) = read(line(header, separator), header=header)

    assert row.uai == "0150687R"


def test_lines_of_two_encodings_in_one_file_are_read():
    head, first = HEADER_2023.encode(), line(name="École", uai=uai(150001)).encode()
    second = line(name="École", uai=uai(150002)).encode("cp1252")

    rows = list(read_directory(io.BytesIO(b"\n".join([head, first, second]))))

    assert [row.name for row in rows] == ["École", "École"]


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (b"", "Identifiant_de_l_etablissement"),
        (b"Nom_etablissement;Nom_commune\nA;B\n", "Identifiant_de_l_etablissement, Statut_public_prive"),
        (HEADER_2023.encode("utf-16"), "UTF-8"),
        (f"{HEADER_2023}\r{line()}\r".encode(), "fins de ligne"),
        (b"a;" * 10_000 + b"\n", "en-tête plausible"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "Identifiant_de_l_etablissement"),
    ],
)
def test_another_file_is_refused_at_once(data, missing):
    with pytest.raises(NotADirectory, match=missing):
        read_directory(io.BytesIO(data))


# --- lines that are refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        ({"uai": ""}, "cell_empty", "La colonne «\u00a0Identifiant_de_l_etablissement\u00a0» est vide."),
        ({"name": " \u200b"}, "cell_empty", "La colonne «\u00a0Nom_etablissement\u00a0» est vide."),
        ({"commune": ""}, "cell_empty", "La colonne «\u00a0Nom_commune\u00a0» est vide."),
        ({"sector": "-"}, "sector_unknown", None),
        ({"sector": ""}, "sector_unknown", None),
        ({"department": "200"}, "department_unknown", "Le département «\u00a0200\u00a0» n’existe pas."),
        ({"department": "Cantal"}, "department_unknown", None),
        ({"name": "x" * 201}, "cell_too_long", "Le texte de la colonne «\u00a0Nom_etablissement\u00a0» est trop long."),
        ({"address_1": "x" * 200, "address_2": "y" * 60}, "cell_too_long", None),
        ({"uai": "0150687A"}, "uai_doubtful", None),
        ({"uai": "150687A"}, "uai_doubtful", None),
        ({"uai": "2,17E+13"}, "uai_doubtful", None),
        ({"uai": "150687R", "department": "012"}, "uai_elsewhere", None),
        ({"name": "x" * LONGEST_LINE}, "line_too_long", None),
    ],
)
def test_a_line_that_gives_no_school_is_refused_with_its_number_and_reason(changes, code, sentence):
    good, refused, after = read(line(uai=uai(150001)), line(**changes), line(uai=uai(150002)))

    assert isinstance(good, DirectoryRow)
    assert isinstance(after, DirectoryRow)
    assert (refused.number, refused.reason.code, after.number) == (3, code, 4)
    assert sentence is None or str(refused.reason) == sentence
    assert line(**changes).startswith(refused.raw)


def test_a_wrong_letter_is_told_with_the_right_one():
    assert "la lettre est R et non A" in str(only(uai="0150687A").reason)


def test_the_second_line_of_a_number_is_refused():
    first, second = read(line(), line(uai=" 0150687r "))

    assert isinstance(first, DirectoryRow)
    assert str(second.reason) == "Le numéro UAI 0150687R est déjà à la ligne 2."


def test_a_refused_line_does_not_take_the_number():
    refused, taken = read(line(name=""), line())

    assert isinstance(refused, RefusedLine)
    assert taken.uai == "0150687R"


def test_a_line_with_too_many_columns_is_refused_and_one_with_too_few_is_filled_up():
    long, short = read(line() + ";x", "0150687R;Ecole;Ecole;Public;;;;15160;;Allanche")

    assert str(long.reason) == "Cette ligne compte 35 colonnes, et l’en-tête 34."
    assert (short.commune, short.pupil_count) == ("Allanche", None)


@pytest.mark.parametrize("stray", ['Ecole "du bourg', 'Ecole"'])
def test_one_open_quote_costs_one_line(stray):
    numbers = [uai(150001 + rank) for rank in range(8)]
    lines = [line(uai=number) for number in numbers]
    lines[2] = line(uai=numbers[2], name='"Ecole')
    lines[4] = line(uai=numbers[4], name=stray)

    rows = read(*lines)

    assert [row.number for row in rows] == list(range(2, 10))
    assert [row.number for row in rows if isinstance(row, RefusedLine)] == [4, 6]
    assert {row.reason.code for row in rows if isinstance(row, RefusedLine)} == {"unquoted"}


def test_quoted_cells_and_line_breaks_inside_them_are_read():
    quoted, after = read(line(name='"Ecole ""du bourg"" ; annexe\n du haut"'), line(uai=uai(150001)))

    assert (quoted.name, quoted.number, after.number) == ('Ecole "du bourg" ; annexe du haut', 2, 4)


def test_empty_lines_are_passed_over():
    assert [row.number for row in read("", ";" * 33, line())] == [4]


# --- what is mended and what is doubtful -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "column", "value", "note"),
    [
        ({"uai": "150687R"}, "uai", "0150687R", Note.UAI_MENDED),
        ({"uai": "150687r", "department": "15"}, "uai", "0150687R", Note.UAI_MENDED),
        ({"department": "15"}, "department", "015", Note.DEPARTMENT_MENDED),
        ({"department": "15,0"}, "department", "015", Note.DEPARTMENT_MENDED),
        ({"department": "2a"}, "department", "02A", Note.DEPARTMENT_MENDED),
        ({"department": "001", "postcode": "1500"}, "postcode", "01500", Note.POSTCODE_MENDED),
        ({"postcode": "1500"}, "postcode", "", Note.POSTCODE_DROPPED),
        ({"postcode": "Allanche"}, "postcode", "", Note.POSTCODE_DROPPED),
        ({"department": "001", "commune_code": "1004"}, "commune_code", "01004", Note.COMMUNE_CODE_MENDED),
        ({"phone": "471000000"}, "phone", "0471000000", Note.PHONE_MENDED),
        ({"pupil_count": "beaucoup"}, "pupil_count", None, Note.PUPIL_COUNT_DROPPED),
        ({"pupil_count": "-3"}, "pupil_count", None, Note.PUPIL_COUNT_DROPPED),
        ({"opened_on": "31/02/1966"}, "opened_on", None, Note.DATE_DROPPED),
        ({"latitude": "0", "longitude": "0"}, "latitude", None, Note.POSITION_DROPPED),
        ({"latitude": "452"}, "latitude", None, Note.POSITION_DROPPED),
        ({"latitude": "nord", "longitude": "inf"}, "latitude", None, Note.POSITION_DROPPED),
        ({"latitude": "48.85", "longitude": "2.35"}, "latitude", 48.85, Note.POSITION_OUTSIDE),
        ({"latitude": "2.9343", "longitude": "45.2285"}, "latitude", 2.9343, Note.POSITION_OUTSIDE),
        ({"state": "EN VACANCES"}, "state", State.OPEN, Note.STATE_UNKNOWN),
    ],
)
def test_what_is_mended_or_doubtful_is_told(changes, column, value, note):
    row = only(**changes)

    assert getattr(row, column) == value
    assert note in row.notes
    assert note.label


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"department": ""}, "department", "015"),
        ({"department": "", "uai": uai(9740001)}, "department", "974"),
        ({"department": "", "uai": uai(6200001)}, "department", "02A"),
        ({"department": "02B"}, "department", "02B"),
        ({"phone": "04 71 00 00 00"}, "phone", "0471000000"),
        ({"phone": "+33 4 71"}, "phone", "+33 4 71"),
        ({"pupil_count": ""}, "pupil_count", None),
        ({"pupil_count": "46.0"}, "pupil_count", 46),
        ({"opened_on": "26/03/1966"}, "opened_on", date(1966, 3, 26)),
        ({"updated_on": "2026-05-27T02:00:00+02:00"}, "updated_on", date(2026, 5, 27)),
        ({"latitude": "45,2285"}, "latitude", 45.2285),
        ({"name": "  Les\u202e petits\u00a0\tpois "}, "name", "Les petits pois"),
        ({"address_1": "", "address_2": "Le bourg"}, "address", "Le bourg"),
    ],
)
def test_small_differences_of_writing_are_no_fault(changes, column, value):
    assert getattr(only(**changes), column) == value


def test_the_joint_position_serves_where_the_two_columns_are_empty():
    row = only(latitude="", longitude="", position="45.2285, 2.9343")

    assert (row.latitude, row.longitude, row.notes) == (45.2285, 2.9343, frozenset())


@pytest.mark.parametrize(
    ("department", "x", "y", "latitude", "longitude"),
    [
        # The origin of the projection, then two points that the ministry's file gives both ways.
        ("003", "700000", "6600000", 46.5, 3.0),
        ("094", "650267.1", "6850327.2", 48.75113972238502, 2.3235583553613646),
        ("035", "332503,4", "6776558,9", 47.98614492070133, -1.9294895003671315),
    ],
)
def test_coordinates_of_the_map_are_converted(department, x, y, latitude, longitude):
    row = only(department=department, latitude="", longitude="", x=x, y=y, projection="EPSG:2154")

    assert (row.latitude, row.longitude) == (pytest.approx(latitude, abs=1e-6), pytest.approx(longitude, abs=1e-6))
    assert row.notes == {Note.POSITION_CONVERTED}


@pytest.mark.parametrize(
    "changes",
    [
        {"x": "650267.1", "y": "6850327.2", "projection": "EPSG:2975"},
        {"x": "650267.1", "y": "6850327.2", "department": "974"},
        {"x": "2.32", "y": "48.75"},
        {"x": "650267.1"},
        {},
    ],
)
def test_coordinates_of_another_map_give_no_position(changes):
    row = only(latitude="", longitude="", **changes)

    assert (row.latitude, row.longitude) == (None, None)


# --- what kind of school ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "kind", "eligible"),
    [
        ({"elementary": "0"}, Kind.NURSERY, True),
        ({"nursery": "0"}, Kind.ELEMENTARY, True),
        ({"nursery": "", "elementary": "", "nature_code": "101"}, Kind.NURSERY, True),
        ({"nursery": "", "elementary": "", "nature_code": ""}, Kind.PRIMARY, True),
        ({"type": "", "nature_code": "151"}, Kind.PRIMARY, True),
        ({"type": "Collège"}, Kind.LOWER_SECONDARY, True),
        ({"type": "", "nature_code": "340"}, Kind.LOWER_SECONDARY, True),
        ({"type": "Lycée"}, Kind.UPPER_SECONDARY, True),
        ({"type": "EREA"}, Kind.SPECIAL, True),
        ({"type": "Médico-social"}, Kind.SPECIAL, True),
        ({"type": "Service Administratif", "sector": "-"}, Kind.SERVICE, False),
        ({"type": "Information et orientation"}, Kind.SERVICE, False),
        ({"type": "Autre"}, Kind.OTHER, True),
        ({"sector": "Privé"}, Kind.PRIMARY, False),
        ({"state": "FERME"}, Kind.PRIMARY, False),
        ({"state": "A FERMER"}, Kind.PRIMARY, True),
        ({"state": "A OUVRIR"}, Kind.PRIMARY, True),
    ],
)
def test_every_establishment_is_kept_and_only_schools_that_may_have_a_cooperative_are_eligible(changes, kind, eligible):
    row = only(**changes)

    assert (row.kind, row.is_eligible) == (kind, eligible)


def test_a_school_that_is_to_close_is_told():
    assert only(state="A FERMER").state is State.TO_BE_CLOSED


def test_the_words_are_those_of_the_table_of_schools():
    assert set(Kind) == set(School.Kind.values)
    assert set(Sector) == set(School.Sector.values)
    assert set(State) == set(School.State.values)


# --- size ------------------------------------------------------------------------------------------------------------


def test_a_large_file_is_read_line_by_line():
    class Endless(io.RawIOBase):
        """A file that is written while it is read, and that remembers how much of it was asked for."""

        given = 0

        def readline(self, size=-1):
            self.given += 1
            if self.given == 1:
                return HEADER_2026.encode() + b"\n"
            return line(HEADER_2026, uai=uai(150000 + self.given)).encode() + b"\n" if self.given <= 5001 else b""

    file = Endless()
    rows = read_directory(file)

    assert (next(rows).number, file.given) == (2, 2)
    assert sum(isinstance(row, DirectoryRow) for row in rows) == 4999

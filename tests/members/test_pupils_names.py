"""What is kept of a pasted list: first names, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.names import LONGEST_NAME, ReadName, TooManyNames, read_names, told_apart


def kept(text: str, **options) -> list[str]:
    return [name.first_name for name in read_names(text, **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lina\nNoé\nZoé", ["Lina", "Noé", "Zoé"]),
        ("Lina, Noé, Zoé", ["Lina", "Noé", "Zoé"]),
        ("Lina ; Noé ;Zoé", ["Lina", "Noé", "Zoé"]),
        ("1. Lina\n2) Noé\n03 - Zoé\n• Adam\n- Inès", ["Lina", "Noé", "Zoé", "Adam", "Inès"]),
        ("MARTIN Lina\nDE LA TOUR Noé\nZoé LE GOFF", ["Lina", "Noé", "Zoé"]),
        ("Lina Martin\nZoé Le Goff\nAdam de La Tour", ["Lina", "Zoé", "Adam"]),
        ("Lina Zorn\nAdam Yvon", ["Lina", "Adam"]),
        ("MARTIN, Lina\nDURAND, Noé", ["Lina", "Noé"]),
        ("Aubert, Zoé\nBonnet, Adam\nChabrier, Lina", ["Zoé", "Adam", "Lina"]),
        ("Aubert Zoé\nBonnet Adam\nChabrier Lina", ["Zoé", "Adam", "Lina"]),
        ("LINA\nNOÉ", ["Lina", "Noé"]),
        ("jean-paul\nanne-lise", ["Jean-Paul", "Anne-Lise"]),
        ("MARTIN Lina Marie Louise", ["Lina"]),
        ("Lina M.\nLina D", ["Lina M.", "Lina D."]),
        ("Martin;Lina;12/03/2017;F;CE1\nDURAND;Noé;01/02/2016;M;CE2", ["Martin", "Noé"]),
        ("MARTIN;Lina;12/03/2017;lina@maison.example\nDURAND;Noé;01/02/2016;", ["Lina", "Noé"]),
        ("Nom;Prénom;Né(e) le\nMartin;Lina;12/03/2017\nDurand;Noé;1/2/2016", ["Lina", "Noé"]),
        ("Prénom\tNom de famille\tNiveau\nLina\tMartin\tCE1", ["Lina"]),
        ("Lina (CE1)\nNoé CP", ["Lina", "Noé"]),
        ("  \n\u200b\n12\n---\n", []),
        ("D'Artagnan\nO’Brien", ["D'Artagnan", "O’Brien"]),
        ("Mme Lina Martin", ["Lina"]),
        ("Loïc\u202eNAITRAM", ["LoïcNAITRAM"]),
    ],
)
def test_first_names_are_kept_out_of_whatever_is_pasted(text, names):
    assert kept(text) == names


def test_the_teacher_settles_which_word_is_the_surname():
    text = "Martin Lina\nDurand Noé"

    assert kept(text) == ["Martin", "Durand"]
    assert kept(text, last_word=True) == ["Lina", "Noé"]
    assert kept("Aubert Zoé\nBonnet Adam\nChabrier Lina", last_word=False) == ["Aubert", "Bonnet", "Chabrier"]


def test_what_was_dropped_is_told_with_its_initial():
    assert read_names("DE LA TOUR Noé") == [ReadName("Noé", dropped="DE LA TOUR", initial="D")]
    assert read_names("Lina") == [ReadName("Lina")]


def test_the_level_is_read_where_it_stands():
    assert [name.level for name in read_names("Lina (CE1)\nNoé CP\nZoé\nAdam 6ème")] == ["CE1", "CP", "", "6e"]
    assert read_names("Nom;Prénom;Niveau\nMartin;Lina;CE2")[0].level == "CE2"


def test_two_of_one_first_name_get_the_initial_that_tells_them_apart():
    names = told_apart(read_names("MARTIN Lina\nDURAND Lina\nPETIT Noé"))

    assert [name.first_name for name in names] == ["Lina M.", "Lina D.", "Noé"]


def test_a_name_that_the_class_has_already_gets_its_initial_too():
    names = told_apart(read_names("MARTIN Lina\nZoé"), taken=["lina", "Adam"])

    assert [name.first_name for name in names] == ["Lina M.", "Zoé"]


def test_without_a_surname_two_of_one_first_name_stay_as_typed():
    assert [name.first_name for name in told_apart(read_names("Lina\nLina"))] == ["Lina", "Lina"]


def test_a_school_at_once_is_refused_with_a_sentence():
    with pytest.raises(TooManyNames, match="60 élèves au plus"):
        read_names("\n".join(["Lina"] * 61))
    with pytest.raises(TooManyNames):
        read_names("x" * 30_000)


@given(st.text(max_size=400))
def test_whatever_is_pasted_gives_names_that_can_be_stored(text):
    for name in read_names(text):
        assert 0 < len(name.first_name) <= LONGEST_NAME
        assert "\n" not in name.first_name


@given(st.lists(st.sampled_from(["Lina", "Noé", "Zoé", "Adam"]), min_size=1, max_size=30))
def test_a_surname_in_capitals_never_passes(first_names):
    text = "\n".join(f"MARTIN {name}" for name in first_names)

    assert kept(text) == first_names


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ana María GARCIA", "Ana María"),
        ("GARCIA Ana María", "Ana María"),
        ("MARTIN Lina Marie Josette", "Lina"),
        ("Nom;Prénom\nGarcia;Ana María", "Ana María"),
        ("Nom;Prénom\nMartin;Lina Marie Josette", "Lina"),
    ],
)
def test_a_second_first_name_stays_where_the_surname_is_known(text, kept):
    assert [name.first_name for name in read_names(text)] == [kept]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Jean Pierre Marie DUPONT", ReadName("Jean", dropped="DUPONT", others="Pierre Marie", initial="D")),
        ("DE LA TOUR Jean Pierre Marie", ReadName("Jean", dropped="DE LA TOUR", others="Pierre Marie", initial="D")),
        (
            "Nom;Prénom\nDupont;Jean Pierre Marie",
            ReadName("Jean", dropped="Dupont", others="Pierre Marie", initial="D"),
        ),
        ("Nom de classe;Prénom\n;Jean Pierre Marie", ReadName("Jean", others="Pierre Marie")),
        ("Jean Pierre DUPONT", ReadName("Jean Pierre", dropped="DUPONT", initial="D")),
        ("Lina Marie Martin", ReadName("Lina", dropped="Marie Martin", initial="M")),
    ],
)
def test_of_the_first_names_of_a_civil_list_the_others_are_told_apart_from_the_surname(text, read):
    assert read_names(text) == [read]

"""The ministry's directory poured into the schools."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cooperatives.models import School
from occe.kit.uai import check_letter
from tests import cluster
from tests.world import make_school

NEW = (
    "\ufeffIdentifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;"
    "Code_postal;Code_commune;Nom_commune;Code_departement;latitude;longitude;etat;code_nature;date_maj_ligne"
)
OLD = (
    "Identifiant de l'établissement;Nom établissement;Type établissement;Statut public privé;Adresse 1;"
    "Code postal;Code commune;Nom commune;Code département;Latitude;Longitude;Etat;Code nature;Date maj ligne"
)
LINES = [
    "0159901F;École des Essais;Ecole;Public;1 rue du Puy;15000;15014;Aurillac;015;44.93;2.44;OUVERT;151;2026-07-01",
    "0159902G;École privée des Essais;Ecole;Privé;2 rue;15000;15014;Aurillac;015;44.93;2.44;OUVERT;151;2026-07-01",
    "0159903H;Inspection;Service Administratif;Public;3 rue;15000;15014;Aurillac;015;44.93;2.44;OUVERT;800;2026-07-01",
    "0159904J;École qui ferme;Ecole;Public;4 rue;15300;15141;Murat;015;48.85;2.35;A FERMER;151;2026-07-01",
    "0159905Z;École à la mauvaise lettre;Ecole;Public;5 rue;15300;15141;Murat;015;45.1;2.9;OUVERT;151;2026-07-01",
    "0159901F;École en double;Ecole;Public;1 rue;15000;15014;Aurillac;015;44.93;2.44;OUVERT;151;2026-07-01",
]


def write(folder: Path, header: str, lines: list[str]) -> str:
    path = folder / "annuaire.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return str(path)


def run(path: str) -> list[str]:
    out = StringIO()
    call_command("import_schools", path, "--quiet", stdout=out)
    return out.getvalue().replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize("header", [NEW, OLD], ids=["2026", "2023"])
def test_a_directory_becomes_schools_and_each_refusal_is_told(db, tmp_path, header):
    said = run(write(tmp_path, header, LINES))

    assert said[-2:] == [
        "6 lignes lues : 4 créées, 0 mise à jour, 0 inchangée, 2 refusées.",
        "Dont écoles privées : 1, services : 1, écoles à fermer : 1, écoles fermées : 0.",
    ]
    assert said[:2] == [
        "ligne 6 refusée : " + said[0].split(" : ", 1)[1],
        "ligne 7 refusée : Le numéro UAI 0159901F est déjà à la ligne 2.",
    ]
    assert "0159905Z" in said[0]
    assert said[2].startswith("ligne 5 : École qui ferme (0159904J) est placée hors de son département 015")
    assert list(School.objects.order_by("uai").values_list("uai", "sector", "kind", "state")) == [
        ("0159901F", "public", "elementary", "open"),
        ("0159902G", "private", "elementary", "open"),
        ("0159903H", "public", "service", "open"),
        ("0159904J", "public", "elementary", "to_be_closed"),
    ]
    assert set(School.objects.eligible().values_list("uai", flat=True)) == {"0159901F", "0159904J"}


def test_a_second_run_changes_nothing(db, tmp_path):
    path = write(tmp_path, NEW, LINES)
    run(path)
    before = list(School.objects.order_by("uai").values())

    said = run(path)

    assert said[-2] == "6 lignes lues : 0 créée, 0 mise à jour, 4 inchangées, 2 refusées."
    assert list(School.objects.order_by("uai").values()) == before


def test_what_changed_is_updated_and_found_under_its_new_name(db, tmp_path):
    run(write(tmp_path, NEW, LINES))

    said = run(write(tmp_path, NEW, [LINES[0].replace("École des Essais", "École du Grand Essai"), *LINES[1:]]))

    assert said[-2] == "6 lignes lues : 0 créée, 1 mise à jour, 3 inchangées, 2 refusées."
    assert School.objects.search("grand essai").get().uai == "0159901F"


def test_a_demonstration_school_is_never_overwritten(db, tmp_path):
    demo = make_school("0159901F", "École des Trois-Lunes", source=School.Source.DEMO)

    said = run(write(tmp_path, NEW, LINES[:1]))

    demo.refresh_from_db()
    assert demo.name == "École des Trois-Lunes"
    assert said == [
        "ligne 2 refusée : Le numéro 0159901F est déjà celui d’une école qui ne vient pas de l’annuaire : "
        "elle n’est pas touchée.",
        "1 ligne lue : 0 créée, 0 mise à jour, 0 inchangée, 1 refusée.",
        "Dont écoles privées : 0, services : 0, écoles à fermer : 0, écoles fermées : 0.",
    ]


def test_a_described_school_is_left_alone(db, tmp_path):
    described = School.objects.create(
        name="École des Essais", kind="other", commune="Aurillac", department="015", source=School.Source.DESCRIBED
    )

    run(write(tmp_path, NEW, LINES[:1]))

    described.refresh_from_db()
    assert described.uai is None
    assert School.objects.count() == 2


def test_another_file_is_refused_with_a_sentence(db, tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("Nom;Prénom\nDupont;Luc\n", encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("import_schools", str(path))
    with pytest.raises(CommandError):
        call_command("import_schools", str(tmp_path / "absent.csv"))


def test_batches_take_the_same_few_statements_whatever_their_size(db, tmp_path, django_assert_num_queries):
    from cooperatives.directory import read_directory
    from cooperatives.services.directory import import_directory

    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    lines = [
        f"{n:07d}{letters[n % 23]};École {n};Ecole;Public;rue;15000;15014;Aurillac;015;44.9;2.4;OUVERT;151;2026-07-01"
        for n in range(150001, 150801)
    ]
    path = write(tmp_path, NEW, lines)

    with django_assert_num_queries(4), open(path, "rb") as source:  # savepoint, look, insert, release
        tally = import_directory(read_directory(source))

    assert (tally.read, tally.created) == (800, 800)


def test_what_was_mended_is_counted_in_the_report(db, tmp_path):
    lines = [line.replace(";15000;15014;", ";1500;15014;") for line in LINES[:2]]

    said = run(write(tmp_path, NEW, lines))

    assert said[-3] == "code postal illisible, laissé vide : 2"


FRANCE = 70_000
MEASURED = """
import re, resource, sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_schools", sys.argv[1], "--quiet"])
used = resource.getrusage(resource.RUSAGE_SELF)
print(round(used.ru_utime + used.ru_stime))
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) // 1024)
"""
"""Prints what the reading itself took, in seconds and MB: not what the machine does beside it, nor the memory of the
process that started it, which `ru_maxrss` would count.
"""


@pytest.mark.long
def test_the_directory_of_a_whole_country_is_read_in_a_minute_and_little_memory(clone, tmp_path):
    numbers = [f"{part:03d}{n:04d}" for part in range(1, 71) for n in range(1000)]
    rest = "Ecole;Public;1 rue du Puy;15000;15014;Aurillac;015;44.93;2.44;OUVERT;151;2026-07-01"
    path = write(tmp_path, NEW, [f"{number}{check_letter(number)};École {number};{rest}" for number in numbers])
    environment = os.environ | {"DATABASE_URL": cluster.server().url("occe_app", clone)}

    said = []
    for _turn in range(2):
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, path],
            cwd=settings.CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout.replace("\u00a0", " ").splitlines())
        seconds, megabytes = map(int, said[-1][-2:])
        assert seconds < 60
        assert megabytes < 300

    assert said[0][-4] == "70000 lignes lues : 70000 créées, 0 mise à jour, 0 inchangée, 0 refusée."
    assert said[1][-4] == "70000 lignes lues : 0 créée, 0 mise à jour, 70000 inchangées, 0 refusée."

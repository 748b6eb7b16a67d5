"""The public cache: for readers without cookies only; it falls with what the pages show, when that is committed."""

import gzip
import json
import re

import brotli
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperatives.models import Cooperative, Federation
from tests.website.rows import TODAY, accounts, make_decision, make_news, make_project, this_year
from tests.world import make_classroom, make_mandate
from website import stamp
from website.cache import Kept, Store


@pytest.fixture
def department(world):
    make_classroom(world.cooperative, this_year(world.federation), pupil_count=19)
    make_mandate(world.cooperative, world.nina)
    return world


def test_a_page_that_is_kept_costs_its_tenant_and_the_stamp(department):
    Client().get("/fr/mission/")

    with CaptureQueriesContext(connection) as captured:
        Client().get("/fr/mission/")

    assert [query["sql"] for query in captured][-1].startswith("SELECT md5(")
    assert len(captured) <= 3


def test_answers_carry_what_shared_caches_need(department):
    response = Client().get("/fr/")

    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["Vary"] == "Accept-Encoding, Cookie"
    again = Client().get("/fr/", headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == response.headers["ETag"]


def test_a_kept_answer_has_the_same_headers_as_the_first(department):
    first, second = Client().get("/fr/"), Client().get("/fr/")

    differing = {name for name, value in first.items() if second.headers.get(name) != value}
    assert differing == {"X-Request-ID"}
    assert "Content-Security-Policy" in second.headers
    assert first.content == second.content


@pytest.mark.parametrize(("accepted", "open_it"), [("gzip", gzip.decompress), ("gzip, br", brotli.decompress)])
def test_pages_are_kept_compressed(department, accepted, open_it):
    plain = Client().get("/fr/").content
    response = Client().get("/fr/", headers={"accept-encoding": accepted})

    assert response.headers["Content-Encoding"] == ("br" if "br" in accepted else "gzip")
    assert open_it(response.content) == plain
    assert int(response.headers["Content-Length"]) == len(response.content) < len(plain) / 3


def test_a_reader_with_a_session_gets_an_own_page_that_nobody_keeps(department):
    Client().get("/fr/")
    response = department.client(department.nina).get("/fr/")

    assert "Mon espace" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "Se connecter" in Client().get("/fr/").content.decode()


def test_the_chosen_theme_has_a_page_of_its_own(department):
    reader = Client()
    reader.cookies["theme"] = "dark"

    assert 'data-bs-theme="dark"' in reader.get("/fr/").content.decode()
    assert "data-bs-theme" not in Client().get("/fr/").content.decode()
    assert 'data-bs-theme="dark"' in reader.get("/fr/").content.decode()


def test_each_host_address_query_and_language_has_its_own(department, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "lozere.example"]
    department.other_federation

    assert Client().get("/fr/").content != Client().get("/en/").content
    assert Client().get("/fr/").content != Client().get("/fr/?place=x").content
    assert "OCCE 48" in Client().get("/fr/", headers={"host": "lozere.example"}).content.decode()
    assert "OCCE 15" in Client().get("/fr/").content.decode()


def test_errors_are_not_kept(department):
    path = "/fr/news/la-malle-part/"
    assert Client().get(path).status_code == 404

    make_news(department.federation)

    assert Client().get(path).status_code == 200


def test_a_page_falls_with_each_thing_that_it_shows(department):
    def pupils() -> int:
        return json.loads(Client().get("/impact.json").content)["years"][-1]["totals"]["pupils"]

    assert pupils() == 19
    department.cooperative.classrooms.update(pupil_count=20)
    assert pupils() == 20

    assert "Un jardin" not in Client().get("/fr/").content.decode()
    project = make_project(department.cooperative)
    assert "Un jardin" in Client().get("/fr/").content.decode()
    type(project).objects.filter(pk=project.pk).update(title="Une mare")
    assert "Une mare" in Client().get("/fr/").content.decode()
    type(project).objects.filter(pk=project.pk).update(published_at=None)
    assert "Une mare" not in Client().get("/fr/").content.decode()

    Federation.objects.filter(pk=department.federation.pk).update(short_name="OCCE XV")
    assert "OCCE XV" in Client().get("/fr/").content.decode()


def test_posting_an_entry_moves_the_public_figure(department):
    ledger = accounts(department.cooperative, this_year(department.federation))
    ledger.receive("10.00", on=TODAY)
    assert "10,<small>" not in (first := Client().get("/fr/").content.decode())
    assert "10<small>,00" in first

    ledger.receive("2.50", on=TODAY)

    assert "12<small>,50" in Client().get("/fr/").content.decode()


def test_the_stamp_changes_at_commit_and_not_before(real_world):
    federation = real_world.federation
    real_world.cooperative
    before = stamp.of_federation(federation.pk)

    with transaction.atomic():
        Cooperative.objects.update(name="Autre nom")
        other_process = connection.copy()
        try:
            with other_process.cursor() as cursor:
                cursor.execute(stamp.QUERY, {"f": federation.pk})
                assert before.endswith(cursor.fetchone()[0])
        finally:
            other_process.close()
    assert stamp.of_federation(federation.pk) != before


def test_the_stamp_stays_when_another_federation_changes_or_a_change_is_undone(real_world):
    federation = real_world.federation
    real_world.cooperative, real_world.foreign_cooperative
    before = stamp.of_federation(federation.pk)

    Cooperative.objects.filter(pk=real_world.foreign_cooperative.pk).update(name="Autre nom")
    assert stamp.of_federation(federation.pk) == before

    with transaction.atomic():
        Cooperative.objects.update(name="Jamais")
        transaction.set_rollback(True)
    assert stamp.of_federation(federation.pk) == before


def test_while_nothing_is_committed_the_stamp_costs_one_cheap_query(real_world):
    """The suite's other process commits in the same cluster: one pair of calls in a quiet moment is enough."""
    asked = []
    for _attempt in range(100):
        stamp.of_federation(real_world.federation.pk)
        with CaptureQueriesContext(connection) as captured:
            stamp.of_federation(real_world.federation.pk)
        asked.append([q["sql"] for q in captured])

    assert ["SELECT pg_current_snapshot()::text"] in asked


def test_within_its_second_a_process_asks_nothing(real_world, settings):
    settings.PUBLIC_CACHE_SECONDS = 60
    real_world.federation
    client = Client()
    client.get("/fr/mission/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/fr/mission/")

    assert len(captured) == 0


def test_the_store_forgets_what_was_unread_for_longest():
    def kept(size: int) -> Kept:
        return Kept(200, (), None, '"x"', {}, size)

    store = Store(room=100)
    for name in ("a", "b"):
        store.put((name,), "v1", kept(40))
    store.get(("a",), "v1")
    store.put(("c",), "v1", kept(40))

    assert [bool(store.get((name,), "v1")) for name in ("a", "b", "c")] == [True, False, True]
    assert store.get(("a",), "v2") is None


def test_every_table_that_a_public_page_reads_is_watched(department):
    project = make_project(department.cooperative, decision=make_decision(department.cooperative, department.year))
    ledger = accounts(department.cooperative, this_year(department.federation))
    ledger.receive("10.00", on=TODAY, project=project)
    Cooperative.objects.filter(pk=department.cooperative.pk).update(public_page=True)
    news = make_news(department.federation)
    paths = [f"/projects/{project.public_id}/", f"/projects/cooperative/{department.cooperative.public_id}/"]
    paths += [f"/news/{news.slug}/", "/", "/impact/", "/projects/", "/news/", "/mission/", "/start/", "/resources/"]

    with CaptureQueriesContext(connection) as captured:
        for path in [*(f"/en{path}" for path in paths), "/impact.json", "/sitemap.xml", "/feeds/projects.atom"]:
            assert Client().get(path).status_code == 200

    read = {table for query in captured for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    # The ledger is watched by its last numbers; files and councils never change once they are there.
    steady = {"finance_entry", "finance_entryline", "cooperatives_storedfile", "councils_council"}
    assert read - steady <= set(stamp.WATCHED)
    assert {"website_page", "projects_project", "finance_entryline", "cooperatives_mandate"} <= read

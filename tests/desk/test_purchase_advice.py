"""The association writes its advice on purchases: adds, changes, retires, and tries a sentence on it."""

from django.urls import reverse

from finance.models import PurchaseAdvice
from finance.queries.advice import opinions_on, warning_on
from finance.services.advice import ensure_advice

WRITTEN = {"state": "advised_against", "words": "Trampoline,  Château gonflable", "reason_fr": "Demandez."}


def test_the_treasury_adds_an_advice_with_folded_words(world):
    answer = world.client(world.tristan).post(reverse("desk:advice-add"), WRITTEN)

    advice = PurchaseAdvice.objects.get()
    assert (answer.status_code, advice.words) == (302, ["trampoline", "chateau gonflable"])
    assert warning_on(world.federation.pk, "deux trampolines") == advice
    assert warning_on(world.other_federation.pk, "deux trampolines") is None


def test_a_word_belongs_to_one_advice_and_says_something(world):
    ensure_advice(world.federation)
    client, count = world.client(world.tristan), PurchaseAdvice.objects.count()

    for words in ("toner", "tv", " , "):
        answer = client.post(reverse("desk:advice-add"), WRITTEN | {"words": words})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["words"])
    assert PurchaseAdvice.objects.count() == count


def test_an_advice_is_changed_retired_and_given_again(world):
    ensure_advice(world.federation)
    client, advice = world.client(world.martine), PurchaseAdvice.objects.get(key="copier")
    page, retire = (reverse(f"desk:advice-{act}", args=[advice.public_id]) for act in ("edit", "retire"))

    client.post(page, WRITTEN | {"words": "toner", "state": "tolerated"})
    advice.refresh_from_db()
    assert (advice.words, advice.state, advice.reason_fr) == (["toner"], "tolerated", "Demandez.")
    client.post(retire)
    assert warning_on(world.federation.pk, "un toner") is None
    client.post(retire)
    assert warning_on(world.federation.pk, "un toner") == advice


def test_a_sentence_is_tried_with_the_words_that_are_recognised(world):
    ensure_advice(world.federation)

    page = world.client(world.rita).get(reverse("desk:advice") + "?sentence=un livre du maître")

    tried = [(one.advice.key, one.words) for one in page.context["opinions"]]
    assert tried == [("teachers-books", ["livre du maitre"]), ("projects", ["livre"])]
    assert page.context["may_change"] is False


def test_a_sentence_costs_one_query(world, django_assert_num_queries):
    ensure_advice(world.federation)

    with django_assert_num_queries(1):
        opinions_on(world.federation.pk, "un toner")

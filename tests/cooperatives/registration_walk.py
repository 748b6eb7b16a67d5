"""A teacher before the pages of a request, in a few words: an address, a photo, every step answered."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cooperatives.models import Registration
from tests.cooperatives.drafts import sonnailles
from tests.kit.hostile import picture

CLASS_ROWS = {
    "form-TOTAL_FORMS": "2",
    "form-INITIAL_FORMS": "0",
    "form-0-name": "PS-CE1",
    "form-0-levels": ["PS", "CP", "CE1"],
    "form-0-pupil_count": "18",
    "form-0-adult_count": "2",
    "form-1-name": "CE2-CM2",
    "form-1-levels": ["CE2", "CM1", "CM2"],
    "form-1-pupil_count": "20",
    "form-1-adult_count": "1",
}
JEANNE = {"first_name": "Jeanne", "last_name": "Vidal", "email": "jeanne@ac-clermont.fr", "phone": ""}


def url(name: str, registration: Registration | None = None, **kwargs) -> str:
    if registration:
        kwargs["id"] = registration.public_id
    return reverse(f"cooperatives:registration-{name}" if name else "cooperatives:registration", kwargs=kwargs)


def photo(name: str = "pv.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("JPEG"), content_type="image/jpeg")


def answer_all(client: Client, registration: Registration) -> str:
    """Every step after the first, each answered once; gives the address where the last one leads."""
    answers = [
        ("school", {"school": sonnailles().pk}),
        ("kind", {"kind": "school", "name": ""}),
        ("classes", CLASS_ROWS),
        ("mandataires", {"me": "yes"}),
        ("decision", {"decided_on": registration.year.starts.isoformat(), "present": "38"}),
        ("commitment", {"accepted": "on"}),
        ("documents", {"minutes": photo(), "rules_later": "on", "identity_later": "on"}),
    ]
    for step, data in answers:
        response = client.post(url(step, registration), data)
        assert response.status_code == 302, (step, response.content.decode()[-3000:])
    return response.url


def refused(response, *sentences: str) -> str:
    """422, each sentence in the summary and at a field; gives the page."""
    page = response.content.decode()
    assert response.status_code == 422
    assert "error-summary" in page
    for sentence in sentences:
        assert page.count(sentence) >= 2, (sentence, page[-4000:])
    return page

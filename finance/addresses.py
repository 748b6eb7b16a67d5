"""Where the pages of a book are."""

from django.urls import reverse

from finance.models import Book


def in_year(name: str, book: Book) -> str:
    """The address of a page of the room, at the year of this book: whoever chose last year's stays with it."""
    assert book.cooperative is not None  # the room is a cooperative's
    return f"{reverse(f'finance:{name}', kwargs={'id': book.cooperative.public_id})}?year={book.year.slug}"

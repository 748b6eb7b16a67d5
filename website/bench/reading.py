"""A page as a work to be timed."""

from django.test import Client

from website.bench.timing import Work


def reader(client: Client, address: str) -> Work:
    """Read a page; anything but a page is an error."""

    def read() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    return read

"""An adult before the pages of the list, in a few words: an address, what the page says, what its form would send."""

import re


def base(world, *parts: object) -> str:
    return "/".join([f"/fr/cooperatives/{world.cooperative.public_id}/roster", *map(str, parts), ""])


def text(response) -> str:
    return re.sub(r"[ \n]+", " ", response.content.decode().replace("\u2060", ""))


def fields_of(page: str) -> dict[str, str]:
    """What the form of the proposal would send, as a browser reads it."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1].startswith("form-"):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="(form-[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent

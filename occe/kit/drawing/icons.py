"""The icons: one grid of 24, one stroke of 2, round ends and joins. Drawn for this portal, always beside a word.

The tray with an arrow (`money-in`, `money-out`) means money everywhere and nothing else: a file that comes down is `download`.
An icon is added by adding a line here.
"""

from __future__ import annotations

from functools import cache

PATHS = {
    # money
    "money-in": "M3 12v7a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7M12 3v12M7.5 10.5L12 15l4.5-4.5",
    "money-out": "M3 12v7a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7M12 15V3M7.5 7.5L12 3l4.5 4.5",
    "bank": "M3 9.5L12 4l9 5.5zM5 10v8M10 10v8M14 10v8M19 10v8M3 20.5h18",
    "cash-box": "M4 9h16v11H4zM4 9l2-4h12l2 4M12 12.3a2.2 2.2 0 1 0 .01 0z",
    "receipt": "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
    "ledger": "M5 3.5h12a2 2 0 0 1 2 2v15H7a2 2 0 0 1-2-2zM5 18.5a2 2 0 0 1 2-2h12M9 7.5h6M9 11h4",
    "chart": "M4 20.5h16M6 20v-6h3v6M11 20V9h3v11M16 20V5h3v15",
    # states
    "yes": "M4.5 12.5l5 5L19.5 7",
    "no": "M6 6l12 12M18 6L6 18",
    "wait": "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7.5V12l3 2.5",
    "return": "M9 5L4 10l5 5M4 10h10a5.5 5.5 0 0 1 0 11h-3",
    "pencil": "M4 20l1-4.5L16.5 4 20 7.5 8.5 19z",
    "hand": "M7 12V6.2a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.7a1.5 1.5 0 0 1 3 0V12.5 9.5a1.5 1.5 0 0 1 3 0V14c0 4.5-2.5 7-6.5 7-3.5 0-5-1.5-6.5-4.5L3.8 13a1.5 1.5 0 0 1 2.6-1.3z",
    "eye": "M2.5 12C5 7.5 8.5 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-6 6.5-9.5 6.5S5 16.5 2.5 12zM12 9a3 3 0 1 0 .01 0z",
    "lock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3",
    "unlock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 7.6-1.7",
    "info": "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 11v5.5M12 7.5h.01",
    "pause": "M8.5 5v14M15.5 5v14",
    "flag": "M6 21V4M6 5c4-2 7 2 12 0v8c-5 2-8-2-12 0",
    "star": "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z",
    # directions
    "menu": "M4 7h16M4 12h16M4 17h16",
    "next": "M9.5 5l7 7-7 7",
    "previous": "M14.5 5l-7 7 7 7",
    "down": "M5 9.5l7 7 7-7",
    "up": "M5 14.5l7-7 7 7",
    "arrow": "M4 12h15M13.5 6l6 6-6 6",
    "away": "M9 5H5v14h14v-4M13 4.5h6.5V11M19.5 4.5L11 13",
    "enter": "M13 4h6v16h-6M3 12h11M9.5 7.5L14 12l-4.5 4.5",
    "leave": "M11 4H5v16h6M9 12h11M15.5 7.5L20 12l-4.5 4.5",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.5M20 4.5v5h-5",
    # acts
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "search": "M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L20.5 20.5",
    "filter": "M4 5h16l-6 7.5V20l-4-2.5v-5z",
    "sort": "M8 4v16M4.5 16.5L8 20l3.5-3.5M16 20V4M12.5 7.5L16 4l3.5 3.5",
    "download": "M12 3.5v11M7 10l5 5 5-5M4.5 20.5h15",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
    "copy": "M9 9h11v11H9zM5.5 15H4V4h11v1.5",
    "clip": "M20 11.5l-8 8a5 5 0 0 1-7-7l9-9a3.3 3.3 0 0 1 4.7 4.7l-8.7 8.7a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7",
    "link": "M10 14l4-4M8.5 11.5l-3 3a3.5 3.5 0 0 0 5 5l3-3M15.5 12.5l3-3a3.5 3.5 0 0 0-5-5l-3 3",
    "eraser": "M9 6h11v12H9L3 12zM12 9.5l5 5M17 9.5l-5 5",
    "camera": "M3 8h4l2-3h6l2 3h4v12H3zM12 10a3.6 3.6 0 1 0 .01 0z",
    "picture": "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 8.5h.01",
    "die": "M5 5h14v14H5zM9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01",
    "voice": "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
    "stop": "M6 6h12v12H6z",
    "gear": "M12 9a3 3 0 1 0 .01 0zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
    "sliders": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4",
    "history": "M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4 9.5M4 4.5v5h5M12 8v4.5l3 2",
    "help": "M12 3.5a8.5 8.5 0 1 0 .01 0zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01",
    # things
    "bell": "M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10zM10 20a2.2 2.2 0 0 0 4 0",
    "date": "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
    "file": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6",
    "letter": "M3 6h18v13H3zM3 7l9 7 9-7",
    "slip": "M5 4h14v11l-5 5H5zM19 15h-5v5M8.5 8.5h7M8.5 12h4",
    "book": "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
    "card": "M3 6h18v12H3zM7 10.5h3v3.5H7zM13.5 10.5H18M13.5 14H16",
    "qr": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v.01M14 20v.01M20 17.5V20h-2.5",
    "tablet": "M5 3h14v18H5zM11 18h2",
    "projector": "M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3",
    "trunk": "M4 9.5h16V19H4zM4 9.5L6 5h12l2 4.5M4 13.5h6M14 13.5h6M10 12h4v3.5h-4z",
    "key": "M8 8.5a4 4 0 1 0 .01 0zM11.5 11.5L20 3.5M17 6.5l2.5 2.5M14 9.5l2 2",
    "shield": "M12 3l7.5 3v5.5c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
    "board": "M3.5 4.5h17v11h-17zM7 8.5h6M7 11.5h4M8 15.5L6 20.5M16 15.5l2 5",
    # places and people
    "home": "M4 11.5L12 4l8 7.5V20h-5.5v-5.5h-5V20H4z",
    "school": "M3 20.5h18M5 20V10.5h14V20M4 10.5L12 5l8 5.5M12 5V2.5h3.5V4M10.5 20v-4.5h3V20M8 13.5h.01M16 13.5h.01",
    "people": "M9 4.8a3.2 3.2 0 1 0 .01 0zM3 20c0-4 2.5-6.5 6-6.5s6 2.5 6 6.5M16 5.2a3.2 3.2 0 0 1 0 5.8M17.5 14c2.2.8 3.5 3 3.5 6",
    "person": "M12 4a3.8 3.8 0 1 0 .01 0zM4.5 20.5c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7",
    "bulb": "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.4 10.9c.6.5.9 1.2.9 2.1h5c0-.9.3-1.6.9-2.1A6 6 0 0 0 12 3z",
    "rain": "M7.5 15.5a4 4 0 0 1 .3-8A4.8 4.8 0 0 1 17 8.6a3.5 3.5 0 0 1-.5 6.9zM8.5 18.5l-1 2M12.5 18.5l-1 2M16.5 18.5l-1 2",
    "ballot-box": "M3.5 11h17v9.5h-17zM8 11V3.5h8V11M6 11h12M10.5 7h3",
    "council": "M12 3.5a2.3 2.3 0 1 0 .01 0zM5 8.5a2.3 2.3 0 1 0 .01 0zM19 8.5a2.3 2.3 0 1 0 .01 0zM7.5 15.5c1-2 2.5-3 4.5-3s3.5 1 4.5 3M3 20.5c0-3 1-5 2.5-5.5M21 20.5c0-3-1-5-2.5-5.5M8 20.5h8",
    "map": "M9 5L3.5 7v13L9 18l6 2 5.5-2V5L15 7zM9 5v13M15 7v13",
    "pin": "M12 21.5c-4.5-5-6.5-8-6.5-11.5a6.5 6.5 0 0 1 13 0c0 3.5-2 6.5-6.5 11.5zM12 7.5a2.3 2.3 0 1 0 .01 0z",
    # kinds of project
    "sprout": "M12 21v-9M12 13C12 9 9 7 4.5 7 4.5 11 7.5 13 12 13zM12 11c0-4 3-6.5 7.5-6.5C19.5 8.5 16.5 11 12 11z",
    "music": "M9 18V5l10-2v12M6.5 15.5a2.5 2.5 0 1 0 .01 0zM16.5 12.5a2.5 2.5 0 1 0 .01 0z",
    "bus": "M4 5h16v12H4zM4 11h16M8 5v6M14 5v6M8 16.7a1.8 1.8 0 1 0 .01 0zM16 16.7a1.8 1.8 0 1 0 .01 0z",
    "ball": "M12 3.5a8.5 8.5 0 1 0 .01 0zM4.5 8.5c4 1 6 3.5 6.5 12M19.5 8.5c-4 1-6 3.5-6.5 12",
    "heart": "M12 20C6 15.5 3.5 12.5 3.5 9a4.3 4.3 0 0 1 8.5-1.2A4.3 4.3 0 0 1 20.5 9c0 3.5-2.5 6.5-8.5 11z",
    "cake": "M4 20.5h16V13a3 3 0 0 0-3-3H7a3 3 0 0 0-3 3zM4 15c2.5 2 5.5 2 8 0s5.5-2 8 0M12 10V6.5M12 3.5v.01",
    "palette": "M12 3.5c-5 0-8.5 3.5-8.5 8.3 0 4.7 3.7 8.7 8.2 8.7 2.3 0 2.3-1.8 1.5-3-.9-1.5 0-3 1.8-3h2.5c2 0 3-1.5 3-3.5 0-4.3-3.7-7.5-8.5-7.5zM8 11h.01M11 7.5h.01M15.5 8.5h.01",
    "mic": "M9 6a3 3 0 0 1 6 0v6a3 3 0 0 1-6 0zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M8.5 21h7",
    # theme
    "day": "M12 8a4 4 0 1 0 .01 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "night": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
}  # fmt: skip


@cache
def icon(name: str, css: str = "icon") -> str:
    """An icon beside its word: hidden from screen readers, coloured like the text. KeyError for a name that is not drawn."""
    return (
        f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{PATHS[name]}"/></svg>'
    )

"""Cut Bootstrap's style sheet down to what this portal uses.

    python static/vendor/trim_bootstrap.py PATH/TO/bootstrap.css

Reads the untouched `dist/css/bootstrap.css` of the npm package (version and checksum stand in README.md, beside it)
and writes `bootstrap.trimmed.css`. Kept: element rules, and rules whose every class matches KEEP. Dropped: pictures in
`data:` addresses (the policy forbids them), Bootstrap's own dark theme (ours is in tokens.css), variables that no kept
rule reads. A class that a template needs and that is missing is added to KEEP, and the script run again.
"""

import hashlib
import pathlib
import re
import sys

SOURCE_SHA256 = "ec743fa098b0dc109177873c05296547234dcff6777c5a7d7324974a1aa4c172"
TARGET = pathlib.Path(__file__).parent / "bootstrap.trimmed.css"

SIZES = r"(?:-(?:md|lg))?"
# Buttons, cards, badges, alerts, tabs, toasts and pages of lists keep Bootstrap's class names, but our own sheets write
# them in full: overriding a component twice would weigh more than writing it once.
KEEP = re.compile(
    "|".join(
        (
            r"row|col(?:-(?:sm|md|lg))?(?:-(?:auto|\d+))?|g[xy]?-[0-5]",
            r"form-(?:label|control|select|text)",
            r"input-group|input-group-text|table|table-(?:responsive|sm)|list-unstyled|img-fluid|small",
            r"visually-hidden(?:-focusable)?|text-(?:start|center|end|nowrap|break)|fw-(?:bold|normal)",
            r"d-(?:none|block|inline-block|flex|grid|inline-flex)|d-(?:md|lg)-(?:none|block|flex|grid)|d-print-(?:none|block)",
            rf"flex{SIZES}-(?:wrap|nowrap|column|row)|flex-(?:fill|grow-1|shrink-0)",
            r"justify-content-(?:start|center|end|between)|align-items-(?:start|center|end|baseline)|gap-[0-5]",
            r"[mp][tbsexy]?-(?:[0-5])|m[sex]?-auto|w-(?:100|auto)|h-100|position-relative|overflow-auto",
        )
    )
)
DROP_SELECTOR = re.compile(
    r"data-bs-theme|::-webkit-(?:datetime|inner-spin|file-upload|search-dec|color)|::file-selector|-moz-|form-control-plaintext"
    r"|type=range|type=color|was-validated|has-validation|form-floating|\.btn-group|\.table-active|\.valid-|is-valid|dropdown|\.btn-close"
    r"|form-switch|form-control-color|accordion|carousel|offcanvas|:-moz|abbr|hr|blockquote|mark\b|\bkbd|samp|\[list\]|^:root$|^h[1-6]$|:focus|^legend|^a\b|^pre|^code|^iframe|^output|:disabled"
)


def rules(css: str) -> list[tuple[str, str]]:
    """The top-level rules as (selector or at-rule, body)."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    out, depth, start, head = [], 0, 0, ""
    for at, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                head, start = css[start:at].strip(), at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                out.append((head, css[start:at].strip()))
                start = at + 1
        elif sign == ";" and depth == 0:  # @charset
            start = at + 1
    return out


def keeps(selector: str) -> bool:
    classes = re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    return not DROP_SELECTOR.search(selector) and all(KEEP.fullmatch(name) for name in classes)


def declarations(body: str) -> list[str]:
    parts = [part.strip() for part in re.split(r";(?![^(]*\))", body) if part.strip()]
    return [
        re.sub(r"\s+", " ", re.sub(r"\s*([:,])\s+", r"\1", p))
        for p in parts
        if "data:" not in p and "-webkit-box" not in p
    ]


def trim(css: str) -> list[str]:
    out = []
    for head, body in rules(css):
        if head.startswith("@media"):
            inner = trim(body)
            if inner and "prefers-reduced-motion" not in head:
                out.append(f"{re.sub(r': ', ':', head)}{{{''.join(inner)}}}")
        elif not head.startswith("@"):
            kept = [re.sub(r"\s+", " ", s.strip()) for s in head.split(",") if keeps(s)]
            lines = declarations(body)
            if kept and lines and not (len(lines) == 1 and lines[0].startswith("--bs-") and lines[0].endswith(":")):
                out.append(f"{','.join(kept)}{{{';'.join(lines)}}}")
    return out


def without_unread_variables(text: str) -> str:
    """Drop what nobody reads, again and again, for a variable may be read by one that goes."""
    read = set(re.findall(r"var\((--[\w-]+)", text))
    lean = re.sub(r"(--bs-[\w-]+):[^;{}]*;?", lambda found: found[0] if found[1] in read else "", text)
    lean = re.sub(r"[^{}\n]+\{\}\n?", "", lean)
    return lean if lean == text else without_unread_variables(lean)


def main() -> None:
    source = pathlib.Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(source).hexdigest() != SOURCE_SHA256:
        sys.exit("This is not the bootstrap.css of README.md: write its version and checksum there and here first.")
    banner = "/*! Bootstrap 5.3.9, MIT licence, trimmed by trim_bootstrap.py: do not edit */\n"
    TARGET.write_text(banner + without_unread_variables("\n".join(trim(source.decode()))) + "\n")


if __name__ == "__main__":
    main()

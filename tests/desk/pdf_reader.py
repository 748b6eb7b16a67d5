"""Reads a tagged PDF as a screen reader does: by its structure. No tool of the system is needed, only pikepdf.

Text is decoded by each font's own table (ToUnicode) and gathered by marked content, then found again through the tree
of tags. What carries no tag (running heads, page numbers, scenery) is not read, as it should be.
"""

import io
import re
from dataclasses import dataclass, field

import pikepdf

HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass
class Node:
    """A tag: its kind (`H1`, `Table`, `TD` …), its own words, what lies in it, the words that stand for a picture."""

    kind: str
    words: str = ""
    alt: str | None = None
    parts: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words, in reading order, with single spaces."""
        return " ".join(" ".join([self.words, *(part.text for part in self.parts)]).split(" ")).strip()

    def find(self, *kinds: str) -> list["Node"]:
        """Every tag of these kinds inside, in reading order."""
        return [node for part in self.parts for node in ([part] if part.kind in kinds else []) + part.find(*kinds)]


def read(data: bytes) -> tuple[pikepdf.Pdf, Node]:
    """The document and the root of its tags."""
    pdf = pikepdf.open(io.BytesIO(data))
    words = {page.objgen: _marked_text(pdf, page) for page in pdf.pages}
    root = Node("Document")
    for kid in _kids(pdf.Root.StructTreeRoot):
        root.parts.append(_node(kid, None, words))
    return pdf, root


def tables(root: Node) -> list[list[list[str]]]:
    """Each table as rows of cells; a table that goes on over pages is one a page, its heads repeated."""
    return [[[cell.text for cell in row.parts] for row in table.find("TR")] for table in root.find("Table")]


def _node(element, page, words) -> Node:
    page = element.get("/Pg", page)
    alt = element.get("/Alt")
    node = Node(str(element.S)[1:], alt=str(alt) if alt is not None else None)
    for kid in _kids(element):
        if isinstance(kid, int):
            node.parts.append(Node("", words[page.objgen].get(kid, "")))
        elif kid.get("/S") is not None:
            node.parts.append(_node(kid, page, words))
    return node


def _kids(element) -> list:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marked_text(pdf, page) -> dict[int, str]:
    """The words of each marked piece of a page, by its number."""
    fonts = {name: _decoder(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    font = None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                number = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                stack.append(int(number) if number is not None else None)
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                text = "".join(fonts[font](bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))
                if stack and stack[-1] is not None:
                    found[stack[-1]] = found.get(stack[-1], "") + text
    return found


def _decoder(font):
    """Bytes to letters, by the table that a font carries."""
    table: dict[int, str] = {}
    stream = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        codes = [bytes.fromhex(code.decode()) for code in HEX.findall(block)]
        for code, letters in zip(codes[::2], codes[1::2], strict=True):
            table[int.from_bytes(code)] = letters.decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        codes = [bytes.fromhex(code.decode()) for code in HEX.findall(block)]
        for first, last, letters in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            for step in range(int.from_bytes(last) - int.from_bytes(first) + 1):
                table[int.from_bytes(first) + step] = chr(int.from_bytes(letters) + step)
    return lambda data: "".join(table.get(int.from_bytes(data[k : k + 2]), "") for k in range(0, len(data), 2))

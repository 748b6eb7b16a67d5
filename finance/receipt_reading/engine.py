"""Reads one paper in a process of its own, with limited memory and time, and answers with what stands on it.

Run by `finance.receipt_reading.reader` as a plain script: no Django, no settings, no secrets, no environment, and no
network (a hook refuses every address, so that a library which would download a model cannot). It reads the file from
standard input and answers one line of JSON: `{"lines": [{"text", "score", "box"}]}` for a picture, `{"xml"}` for the
electronic invoice inside a PDF, `{"refused": CODE}` otherwise. A box is the four corners of a text, in pixels,
clockwise from its upper left one.

Usage: python engine.py PICTURE|PDF < file
"""

import contextlib
import io
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
# Of address space. Measured with a picture of 1600 pixels a side: 1.1 GB of it, 380 MB of which are ever touched.
MEMORY = 2048 * MEGABYTE
SECONDS = 60
LARGEST_XML = 5 * MEGABYTE
SMALLEST_SIDE = 32
DETECTION, RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
INVOICES = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]
"""The names that the standards give to the invoice inside the PDF, whatever their capitals."""


class Unreadable(Exception):
    """Nothing can be read; its text is the reason's code, which `reader` turns into a sentence."""


def limit_ourselves() -> None:
    """Little memory, little time, no file written, no memory dump, no address asked."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    sys.addaudithook(_stay_at_home)


def _stay_at_home(event: str, _arguments: tuple) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind", "subprocess.Popen"):
        raise PermissionError(f"{event} is refused: nothing leaves this machine")


# --- pictures --------------------------------------------------------------------------------------------------------


def read_picture(data: bytes) -> dict[str, Any]:
    """The lines of text of a picture, as rapidocr sees them with the models of its own wheel."""
    try:
        import numpy  # late: a PDF needs none of the three
        import rapidocr
        from PIL import Image
    except ImportError:
        raise Unreadable("no_engine") from None
    logging.disable(logging.CRITICAL)
    models = Path(rapidocr.__file__).with_name("models")
    files = {name: models / name for name in (DETECTION, RECOGNITION, DIRECTION)}
    if not all(file.is_file() for file in files.values()):
        raise Unreadable("no_engine")  # another version of the wheel: it would look for its models outside
    with Image.open(io.BytesIO(data)) as image:
        pixels = numpy.asarray(image.convert("RGB"))[:, :, ::-1]
    if min(pixels.shape[:2]) < SMALLEST_SIDE:
        raise Unreadable("nothing")
    found: Any = rapidocr.RapidOCR(params=_parameters(files))(numpy.ascontiguousarray(pixels))
    if found is None or found.boxes is None or not found.txts:
        raise Unreadable("nothing")
    return {
        "lines": [
            {"text": text, "score": round(float(score), 3), "box": [[float(x), float(y)] for x, y in box]}
            for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True)
        ]
    }


def _parameters(files: dict[str, Path]) -> dict[str, Any]:
    return {
        "Det.model_path": str(files[DETECTION]),
        "Rec.model_path": str(files[RECOGNITION]),
        "Cls.model_path": str(files[DIRECTION]),
        "Global.log_level": "critical",
        # The portal's own work comes first: one thread of the machine reads.
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }


# --- electronic invoices ---------------------------------------------------------------------------------------------


def read_invoice(data: bytes) -> dict[str, Any]:
    """The XML of the electronic invoice that a PDF carries (Factur-X, ZUGFeRD 1 and 2, XRechnung in a PDF)."""
    from facturx import get_xml_from_pdf  # late: a picture does not need it

    logging.disable(logging.CRITICAL)
    try:
        _name, xml = get_xml_from_pdf(data, check_xsd=False, filenames=INVOICES)
    except Exception:
        raise Unreadable("unreadable") from None
    if not xml:
        raise Unreadable("no_invoice")
    if len(xml) > LARGEST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Unreadable("unreadable")
    return {"xml": xml.decode("utf-8-sig", errors="strict") if _is_utf8(xml) else xml.decode("iso-8859-15")}


def _is_utf8(xml: bytes) -> bool:
    with contextlib.suppress(UnicodeDecodeError):
        xml.decode("utf-8-sig")
        return True
    return False


# --- the process -----------------------------------------------------------------------------------------------------


def main() -> None:
    """Read, work, answer. Whatever goes wrong in a decoder is the file's fault."""
    limit_ourselves()
    kind, data = sys.argv[1], sys.stdin.buffer.read()
    answers = sys.stdout
    sys.stdout = sys.stderr  # a library that talks does not talk into the answer
    try:
        answer = read_invoice(data) if kind == "PDF" else read_picture(data)
    except Unreadable as reason:
        answer = {"refused": str(reason)}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    except Exception:
        answer = {"refused": "unreadable"}
    answers.write(json.dumps(answer, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()

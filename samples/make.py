"""Write the example documents from the texts beside this file: `python samples/make.py [FOLDER]`.

The bytes are the same each time. What each document is and what it tests stands in README.md; the
two documents that are plain text to begin with are not made, they stand in documents/ as written.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import flowing
import paper
import pikepdf
from paper import Look

HERE = Path(__file__).parent
SCANNED = "grunnset-skolestyre-1994-02-08.pdf"
LOCKED = "lukket-mote-2025-03-05.pdf"

LOOKS = {
    "styremote-fjordsamarbeid-2025-04-11.docx": Look(footer="Side {page} av {pages}"),
    "arkivstyret-2024-11-20.pdf": Look(font="Times-Roman", footer="{page}"),
    "kommunestyret-elvestrand-2025-06-18.pdf": Look(
        header="Elvestrand kommune – Kommunestyret – 18.06.2025", footer="Side {page} av {pages}"
    ),
    "innkalling-elvestrand-2025-06-04.pdf": Look(footer="Side {page} av {pages}"),
    "saksprotokoll-elvestrand-31-25.docx": Look(),
    "arsrapport-kystbyene-2024.docx": Look(header="Årsrapport 2024"),
    "arsrapport-fjordsamarbeid-2025.pdf": Look(footer="{page}"),
    "arsmelding-fjellvang-2023.pdf": Look(font="Times-Roman", footer="Årsmelding 2023 – {page}"),
    "kommunestyret-heiabygd-2024-12-12.docx": Look(footer="Side {page}"),
    "formannskapet-myrland-2005-03-14.docx": Look(),
    SCANNED: Look(font="Times-Roman"),
    "havnestyret-nordvag-2023-12-06.pdf": Look(header="Nordvåg havn KF", footer="{page}/{pages}"),
    LOCKED: Look(),
    # The same words as in other files beside them
    "kommunestyret-heiabygd-2024-12-12.odt": Look(footer="Side {page}"),
    "arsrapport-kystbyene-2024.rtf": Look(header="Årsrapport 2024"),
    "havnestyret-nordvag-2023-12-06.html": Look(footer="Nordvåg havn KF"),
}
SETTERS = {
    "docx": paper.docx,
    "pdf": paper.pdf,
    "odt": flowing.odt,
    "rtf": flowing.rtf,
    "html": flowing.webpage,
}


def documents() -> dict[str, bytes]:
    """Every made document by its file name."""
    made = {name: _made(name, look) for name, look in LOOKS.items()}
    whole = made["styremote-fjordsamarbeid-2025-04-11.docx"]
    made["avkortet-protokoll.docx"] = whole[: len(whole) * 3 // 5]
    made[SCANNED] = paper.scanned(made[SCANNED])
    made[LOCKED] = _locked(made[LOCKED])
    return made


def _made(name: str, look: Look) -> bytes:
    stem, _, suffix = name.rpartition(".")
    text = (HERE / "texts" / f"{stem}.txt").read_text(encoding="utf-8")
    return SETTERS[suffix](text, look)


def _locked(document: bytes) -> bytes:
    """The PDF behind the password `hemmelig`; RC4, since AES would give new bytes each time."""
    buffer = io.BytesIO()
    lock = pikepdf.Encryption(owner="hemmelig", user="hemmelig", R=3, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        pdf.save(buffer, encryption=lock, static_id=True)
    return buffer.getvalue()


def main(folder: Path) -> None:
    """Write every document to `folder`."""
    folder.mkdir(exist_ok=True)
    for name, data in documents().items():
        (folder / name).write_bytes(data)
        print(f"{len(data):8} {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents")

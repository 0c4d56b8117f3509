"""What can be wrong with a file. Each fault says what it is and what a person can do about it.

A fault is the file's, never ours: a reader raises it, the ingest turns it into a failure row.
`reason` is one of CONTRACT's failures.reason.
"""

from __future__ import annotations


class FileFault(Exception):
    """A file that cannot be read. `str(fault)` is the message for people, in Norwegian."""

    reason = "annet"
    advice = "Åpne filen for hånd og se om den lar seg lese."

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{detail}. {self.advice}" if detail else self.advice)


class PasswordProtected(FileFault):
    reason = "passordbeskyttet"
    advice = "Filen er låst med passord. Lagre en kopi uten passord og legg den i mappen."


class Damaged(FileFault):
    reason = "skadet"
    advice = "Filen er skadet eller avkortet. Hent den på nytt fra kilden."


class Empty(FileFault):
    reason = "tom"
    advice = "Filen har ikke noe innhold. Hent den på nytt, eller fjern den."


class UnknownFormat(FileFault):
    reason = "ukjent format"
    advice = (
        "Møtebok leser PDF, DOCX, DOC, ODT, RTF, HTML, TXT, MD og EML, også i ZIP. "
        "Lagre filen i et av disse formatene."
    )


class TooLarge(FileFault):
    reason = "for stor"
    advice = "Filen er større enn grensen. Del den opp, eller hev grensen i innstillingene."


class TimedOut(FileFault):
    reason = "tidsavbrudd"
    advice = "Filen tok for lang tid å lese. Hev tidsgrensen, eller del filen opp."


class Unreadable(FileFault):
    reason = "ikke lesbar"
    advice = "Filen kan ikke åpnes. Gi brukeren som kjører Møtebok lesetilgang til den."


class NeedsOcr(FileFault):
    reason = "trenger ocr"
    advice = (
        "Sidene er bilder uten tekst. Installer Tesseract med norsk språk, så leses de neste gang: "
        "apt install tesseract-ocr tesseract-ocr-nor (Debian, Ubuntu), "
        "winget install UB-Mannheim.TesseractOCR (Windows; kryss av for norsk), "
        "brew install tesseract tesseract-lang (Mac)."
    )

"""Word's old binary files (DOC, Word 6 to 2003): LibreOffice makes DOCX of them, if it is here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.readers.docx import read_docx
from pipeline.readers.limits import Limits
from schemas.document import Document, Source
from schemas.faults import Damaged, PasswordProtected, TimedOut, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
# Where Word's header (MS-DOC 2.5.2, FibBase) nearly always stands: its sign and `fEncrypted`.
_HEADER, _SIGN, _FLAGS, _ENCRYPTED = 512, b"\xec\xa5", 512 + 11, 0x01
_SHARE = 0.8  # of a document's time; we must end before the ingest ends us


class NoLibreOffice(Unreadable):
    """A DOC where LibreOffice is not installed; tried again at the next run."""

    advice = (
        "Gamle Word-filer (DOC) leses ved hjelp av LibreOffice, som ikke er installert på denne "
        "maskinen. Installer det (Debian og Ubuntu: apt install libreoffice-writer-nogui), eller "
        "lagre filen som DOCX."
    )


def is_doc(source: Source) -> bool:
    """Whether the bytes are an OLE container with Word's stream in it."""
    return source.data.startswith(_OLE) and _STREAM in source.data


def read_doc(source: Source, limits: Limits) -> Document:
    """The document in a binary Word file, by way of DOCX. Knows no pages.

    Raises NoLibreOffice, PasswordProtected, TimedOut, and what `read_docx` raises.
    """
    head = source.data[: _FLAGS + 1]
    if head[_HEADER : _HEADER + 2] == _SIGN and head[_FLAGS] & _ENCRYPTED:
        raise PasswordProtected
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise NoLibreOffice
    with TemporaryDirectory(prefix="motebok-", ignore_cleanup_errors=True) as folder:
        data = _converted(program, source.data, Path(folder), limits.seconds * _SHARE)
    document = read_docx(source.model_copy(update={"data": data}), limits)
    return document.model_copy(update={"format": "doc"})


def _converted(program: str, data: bytes, folder: Path, seconds: float) -> bytes:
    """`data` as DOCX. A profile of its own lets several run at once, and runs no macros."""
    (folder / "inn.doc").write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(folder / "inn.doc"),
    ]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise TimedOut from error
        finally:
            _end(process)
    try:
        return (folder / "inn.docx").read_bytes()
    except OSError as error:
        raise Damaged("LibreOffice kunne ikke lese filen") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started: `soffice` is a script round the program itself."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()

"""Archives and mails give up what they hold, and nothing that leads elsewhere."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import Limits, holders
from schemas.document import BlockKind
from schemas.faults import Damaged, FileFault, PasswordProtected, TooLarge, UnknownFormat
from tests.readers.making import docx, odt, paragraph, pdf, read_as, written

TEXT = "Sak 1/24 Ny sykkelsti\n\nVedtak: Rådet sier ja.\n"


def archive(*files: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        for name, data in files:
            zipped.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def mail(text: str = TEXT, html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ada Fjell <ada@nordli.example>"
    message["To"] = "radet@nordli.example"
    message["Subject"] = "Møte i Nordli ungdomsråd"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, value in headers.items():
        message[name] = value
    return message


def paths(data: bytes, limits: Limits | None = None) -> list[str]:
    return [member.path for member in holders.members(data, limits or Limits()) or ()]


def test_an_archive_gives_back_what_was_put_into_it() -> None:
    data = archive(("2024/mote.txt", TEXT.encode()), ("mappe/", b""), ("a.pdf", b"%PDF-"))
    members = holders.members(data, Limits())
    assert members is not None
    assert [(m.path, m.size) for m in members] == [
        ("2024/mote.txt", len(TEXT.encode())),
        ("a.pdf", 5),
    ]
    assert holders.taken_out(data, members[0].place, Limits()) == ("2024/mote.txt", TEXT.encode())


@pytest.mark.parametrize(
    "data",
    [docx(paragraph("Vedtak")), odt("<text:p>Vedtak</text:p>"), pdf(written("Vedtak")), b"Vedtak"],
)
def test_a_document_holds_nothing_but_itself(data: bytes) -> None:
    assert holders.members(data, Limits()) is None


def test_an_archive_with_a_folder_called_word_is_an_archive() -> None:
    inner = docx(paragraph("Vedtak"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr("word/mote.docx", inner)
    assert paths(held.getvalue()) == ["word/mote.docx"]
    with pytest.raises(UnknownFormat):
        read_as("a.zip", held.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_lead_nowhere_and_are_told_apart() -> None:
    names = [
        "../../etc/passwd", "C:\\mote\\a.txt", "/rot.txt", "a.txt", "a.txt", "a (2).txt",
        "skjult\u202etxt.exe", "..", "x" * 5000,
    ]  # fmt: skip
    found = paths(archive(*((name, b"x") for name in names)))
    assert found[:8] == [
        "etc/passwd", "mote/a.txt", "rot.txt", "a.txt", "a (3).txt", "a (2).txt",
        "skjulttxt.exe", "uten navn",
    ]  # fmt: skip
    assert len(set(found)) == len(names)
    assert max(map(len, found)) == 200


@pytest.mark.parametrize("encoding", ["cp865", "utf-8"])
def test_names_in_archives_that_do_not_say_how_they_are_written(encoding: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("m_te p_ _s.txt", b"x")
    written_as = "møte på Ås.txt".encode(encoding)
    stand_in = b"m_te p_ _s.txt".ljust(len(written_as), b"_")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr(stand_in.decode(), b"x")
    data = held.getvalue().replace(stand_in, written_as)
    assert paths(data) == ["møte på Ås.txt"]


def test_an_archive_that_would_unpack_to_too_much_or_holds_too_many() -> None:
    with pytest.raises(TooLarge):
        holders.members(archive(("a", b"x" * 100), ("b", b"x" * 100)), Limits(unpacked=150))
    with pytest.raises(TooLarge):
        holders.members(archive(*((str(n), b"") for n in range(20))), Limits(members=10))
    bomb = archive(("bombe.txt", b" " * 50_000_000))
    with pytest.raises(TooLarge):
        holders.taken_out(bomb, 0, Limits())


def test_a_locked_member_is_known_and_its_own_fault() -> None:
    data = bytearray(archive(("a.txt", b"x"), ("b.txt", b"y")))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    assert paths(bytes(data)) == ["a.txt", "b.txt"]
    with pytest.raises(PasswordProtected):
        holders.taken_out(bytes(data), 0, Limits())
    assert holders.taken_out(bytes(data), 1, Limits())[1] == b"y"


def test_a_broken_archive_is_damaged() -> None:
    data = archive(("a.txt", TEXT.encode() * 100))
    with pytest.raises(Damaged):
        holders.members(data[:-30], Limits())


def test_a_mail_is_its_words_and_its_attachments() -> None:
    message = mail(html="<html><body><p>Innkalling <b>vedlagt</b>.</p></body></html>")
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="møte.txt")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf")
    message.add_attachment(mail("Den første."))
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-signature")
    data = message.as_bytes()

    document = read_as("a", data)
    assert document.format == "eml"
    assert document.title == "Møte i Nordli ungdomsråd"
    assert [(b.kind, b.text) for b in document.body] == [
        (BlockKind.HEADING, "Møte i Nordli ungdomsråd"),
        (BlockKind.PARAGRAPH, "Innkalling vedlagt."),
    ]
    assert "From: Ada Fjell <ada@nordli.example>" in document.text
    assert paths(data) == ["møte.txt", "vedlegg.pdf", "Møte i Nordli ungdomsråd.eml"]
    assert holders.taken_out(data, 0, Limits()) == ("møte.txt", TEXT.encode())
    assert read_as("b", holders.taken_out(data, 2, Limits())[1]).text.endswith("Den første.")


def test_pictures_in_a_mail_decorate_it() -> None:
    message = mail(html="<html><p>Se bildet.</p><img src=cid:a></html>")
    body = message.get_body()
    assert body is not None
    body.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<a>")  # type: ignore[attr-defined]
    assert paths(message.as_bytes()) == []


MIME = b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?q?M=C3=B8te?=\r\n"


@pytest.mark.parametrize(
    ("mail", "text"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nBl\xe5b\xe6r.", "Blåbær."),
        (b"Content-Type: text/plain; charset=finnes-ikke\r\n\r\nBl\xc3\xa5.", "Blå."),
        (b"Content-Type: text/plain; charset=ut\0-8\r\n\r\nBl\xc3\xa5.", "Blå."),
        (b"Content-Transfer-Encoding: base64\r\n\r\nSmE!!!h\r\n", None),
        (b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nJa.", "Ja."),
        (b"Content-Type: multipart/mixed\r\n\r\nJa.", "Ja."),
        (b"Content-Type: ;;;=\r\nContent-Disposition: =?\r\n\r\nJa.", "Ja."),
        (b"Content-Type: text/html\r\n\r\n<p>Ja.", "Ja."),
    ],
)
def test_mails_that_are_not_as_they_should_be(mail: bytes, text: str | None) -> None:
    document = read_as("a", MIME + mail)
    assert document.title == "Møte"
    assert text is None or document.body[-1].text == text


def test_what_begins_with_labels_is_no_mail() -> None:
    minutes = "Dato: 1. mars 2024\nTil: Rådet\nSak: Sykkelsti\n\nVedtak: Ja.\n"
    assert read_as("a.txt", minutes).format == "txt"
    assert holders.members(minutes.encode(), Limits()) is None


@given(st.sampled_from(["zip", "eml"]), st.data())
def test_mutated_holders_hold_something_or_have_a_fault(kind: str, data: st.DataObject) -> None:
    message = mail()
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    whole = archive(("a.txt", TEXT.encode())) if kind == "zip" else message.as_bytes()
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        for member in holders.members(bytes(broken), Limits()) or ():
            holders.taken_out(bytes(broken), member.place, Limits())
        read_as("a", bytes(broken))
    except FileFault as fault:
        told = str(fault)
        assert told

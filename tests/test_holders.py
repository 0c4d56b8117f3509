"""What lies in archives and mails lands as documents of their own, and says where it came from."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.making import GOOD
from tests.readers.test_holders import archive, mail
from tests.test_ingest import contents, held, run

OTHER = GOOD.replace("1/24", "2/24").replace("sykkelsti", "gangvei")
PATHS = "SELECT path, container FROM documents ORDER BY path"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with minutes, a bad file and a mail with minutes attached; a file beside it."""
    folder = tmp_path / "møter"
    folder.mkdir()
    message = mail("Se vedlegget.")
    message.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="b.txt")
    (folder / "arkiv.zip").write_bytes(
        archive(
            ("1/a.txt", GOOD.encode()),
            ("tom.txt", b""),
            ("brev.eml", message.as_bytes()),
            ("__MACOSX/._a.txt", b"x"),
        )
    )
    (folder / "c.txt").write_text(GOOD.replace("1/24", "3/24"), encoding="utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "arkiv.db"


def shown(db: Path, folder: Path) -> list[tuple[str, str | None]]:
    return [
        (os.path.relpath(str(path), folder), container and os.path.relpath(str(container), folder))
        for path, container in held(db, PATHS)
    ]


def test_each_content_is_a_document_with_its_origin(folder: Path, db: Path) -> None:
    counts, reasons = run(folder, db)
    assert reasons == {
        "arkiv.zip": None,
        "arkiv.zip/1/a.txt": None,
        "arkiv.zip/brev.eml": None,
        "arkiv.zip/brev.eml/b.txt": None,
        "arkiv.zip/tom.txt": "tom",
        "c.txt": None,
    }
    assert (counts.seen, counts.landed, counts.failed) == (6, 5, 1)
    assert shown(db, folder) == [
        ("arkiv.zip/1/a.txt", "arkiv.zip"),
        ("arkiv.zip/brev.eml", "arkiv.zip"),
        ("arkiv.zip/brev.eml/b.txt", "arkiv.zip"),
        ("c.txt", None),
    ]


def test_an_unchanged_holder_is_not_opened_and_its_failures_stand(folder: Path, db: Path) -> None:
    run(folder, db)
    before = contents(db)
    status = (folder / "arkiv.zip").stat()
    (folder / "arkiv.zip").write_bytes(b"x" * status.st_size)
    os.utime(folder / "arkiv.zip", ns=(status.st_atime_ns, status.st_mtime_ns))
    counts, reasons = run(folder, db)
    assert reasons == {}
    assert (counts.seen, counts.skipped, counts.failed) == (3, 2, 1)
    assert contents(db) == before


def test_a_changed_holder_gives_its_new_contents_for_its_old(folder: Path, db: Path) -> None:
    run(folder, db)
    ids = held(db, "SELECT id FROM documents WHERE path LIKE '%a.txt'")
    (folder / "arkiv.zip").write_bytes(archive(("2/a.txt", GOOD.encode()), ("ny.txt", b"Ny sak.")))
    run(folder, db)
    assert shown(db, folder) == [
        ("arkiv.zip/2/a.txt", "arkiv.zip"),
        ("arkiv.zip/ny.txt", "arkiv.zip"),
        ("c.txt", None),
    ]
    assert held(db, "SELECT id FROM documents WHERE path LIKE '%a.txt'") == ids
    assert held(db, "SELECT path FROM failures") == []
    (folder / "arkiv.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    assert run(folder, db)[1] == {"arkiv.zip": "skadet"}
    assert shown(db, folder) == [("c.txt", None)]


def test_what_was_in_a_holder_that_is_gone_is_gone_too(folder: Path, db: Path) -> None:
    run(folder, db)
    undisturbed = contents(db)
    away = folder.parent / "borte.zip"
    (folder / "arkiv.zip").rename(away)
    counts, _ = run(folder, db)
    assert counts.seen == 1
    assert len(held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL")) == 5
    assert held(db, "SELECT count(*) FROM failures") == [(0,)]
    assert len(shown(db, folder)) == 4
    away.rename(folder / "arkiv.zip")
    run(folder, db)
    assert contents(db) == undisturbed


def test_the_same_content_in_a_folder_gives_the_document_its_name(folder: Path, db: Path) -> None:
    (folder / "x.txt").write_bytes(GOOD.encode())
    run(folder, db)
    assert ("x.txt", None) in shown(db, folder)
    (folder / "x.txt").unlink()
    (folder / "arkiv.zip").touch()
    run(folder, db)
    assert len(shown(db, folder)) == 4


def test_a_run_broken_off_inside_a_holder_goes_on_with_it(folder: Path, db: Path) -> None:
    from pipeline import ingest

    run(folder, folder.parent / "undisturbed.db")
    plan = ingest.begin([folder], db, Settings(), now="2024-01-01T00:00:00+00:00")
    done = ingest.take_in(plan.work, db, plan.run, Settings(workers=1))
    for each in done:
        if each.path.endswith(".eml"):
            break
    done.close()
    # Tried again, it reads what is left; killed and begun anew, it opens the holder once more.
    list(ingest.take_in(plan.work, db, plan.run, Settings(workers=1)))
    assert ingest.finish(db, plan.run, now="").seen == 6
    assert contents(db) == contents(folder.parent / "undisturbed.db")


def test_holders_in_holders_end_somewhere(folder: Path, db: Path) -> None:
    inner = archive(("a.txt", GOOD.encode()))
    for _ in range(4):
        inner = archive(("dypere.zip", inner))
    (folder / "arkiv.zip").write_bytes(inner)
    _, reasons = run(folder, db)
    assert reasons["arkiv.zip/dypere.zip/dypere.zip/dypere.zip"] == "for stor"
    wide = archive(*((f"{n}.zip", archive(("a", b""), ("b", b""))) for n in range(8)))
    (folder / "arkiv.zip").write_bytes(wide)
    _, reasons = run(folder, db, Settings(workers=2, max_members=12))
    assert list(reasons.values()).count("for stor") >= 4


def test_a_bad_member_is_a_failure_of_its_own(folder: Path, db: Path) -> None:
    spoilt = io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as zipped:
        zipped.writestr("god.txt", GOOD)
        zipped.writestr("ødelagt.txt", OTHER)
        zipped.writestr("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    data = spoilt.getvalue().replace(OTHER.encode(), OTHER.upper().encode())
    (folder / "arkiv.zip").write_bytes(data)
    _, reasons = run(folder, db)
    assert reasons == {
        "arkiv.zip": None,
        "arkiv.zip/god.txt": None,
        "arkiv.zip/ødelagt.txt": "skadet",
        "arkiv.zip/bilde.png": "ukjent format",
        "c.txt": None,
    }

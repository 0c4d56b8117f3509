"""Documents in an object store: the same archive as from a disk, and the same care."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline import ingest, remote
from pipeline.folder import File, Obstacle, is_url
from pipeline.settings import Settings
from schemas.faults import TooLarge, Unreadable
from tests.archives import held
from tests.making import GOOD, word_file

S3 = """
import sys
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""
MOTEBOK = [sys.executable, "-c", "from pipeline.cli import main; main()"]
BUCKET = "s3://arkiv/moter"


@pytest.fixture(scope="module")
def s3() -> Iterator[fsspec.AbstractFileSystem]:
    """A server that speaks S3 on loopback, and a bucket in it."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", S3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as server,
        pytest.MonkeyPatch.context() as environment,
    ):
        assert server.stdout
        environment.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{int(server.stdout.readline())}")
        environment.setenv("AWS_ACCESS_KEY_ID", "archivist")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        store = fsspec.filesystem("s3")
        store.mkdir("arkiv")
        yield store
        server.kill()


def run(db: Path) -> dict[str, str | None]:
    """Ingest the bucket, and tell what was wrong with each file that was read.

    In a process of its own: worker processes know the environment in which the first was started.
    """
    ran = subprocess.run(
        [*MOTEBOK, "ingest", BUCKET, "--db", db], capture_output=True, text=True, check=False
    )
    wrong = dict(held(db, "SELECT path, reason FROM failures"))
    lines = (line.split(maxsplit=1) for line in ran.stdout.splitlines())
    read = [rest.split(": ")[0] for word, rest in lines if word in ("lest", "feilet")]
    return {path: wrong.get(path) for path in read}


@pytest.mark.slow
def test_a_bucket_is_read_like_a_folder(s3: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    db = tmp_path / "arkiv.db"
    s3.pipe(f"{BUCKET}/2024/møte 1.txt", GOOD.encode())
    s3.pipe(f"{BUCKET}/2024/notat.docx", word_file())
    s3.pipe(f"{BUCKET}/2024/tom.pdf", b"")
    s3.pipe(f"{BUCKET}/2024/~$notat.docx", b"Ada")
    s3.pipe(f"{BUCKET}/.skjult/a.txt", GOOD.encode())
    assert run(db) == {
        f"{BUCKET}/2024/møte 1.txt": None,
        f"{BUCKET}/2024/notat.docx": None,
        f"{BUCKET}/2024/tom.pdf": "tom",
    }
    assert held(db, "SELECT path, name FROM documents ORDER BY path") == [
        (f"{BUCKET}/2024/møte 1.txt", "møte 1.txt"),
        (f"{BUCKET}/2024/notat.docx", "notat.docx"),
    ]
    assert run(db) == {}  # nothing has changed
    s3.pipe(f"{BUCKET}/2024/møte 1.txt", GOOD.replace("ja", "ne").encode())  # of the same size
    s3.rm(f"{BUCKET}/2024/notat.docx")
    assert run(db) == {f"{BUCKET}/2024/møte 1.txt": None}
    gone = held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL")
    assert gone == [(f"{BUCKET}/2024/notat.docx",)]
    s3.rm("arkiv/moter", recursive=True)
    assert run(db) == {}
    assert held(db, "SELECT path FROM files WHERE gone_at IS NOT NULL") == gone
    assert held(db, "SELECT path FROM failures WHERE path = 's3://arkiv/moter'") != []


@pytest.mark.slow
def test_the_command_line_knows_urls(s3: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    s3.pipe("arkiv/eldre/a.txt", GOOD.encode())
    for arguments, status, told in [
        (["examine", "s3://arkiv/eldre/a.txt"], 0, "Ny sykkelsti"),
        (["examine", "s3://arkiv/eldre/b.txt"], 3, "finnes ikke"),
        (["ingest", "s3://arkiv/eldre", "--db", "a.db"], 0, "lest    s3://arkiv/eldre/a.txt"),
        (["ingest", "nisse://arkiv", "--db", "a.db"], 1, "nisse"),
        (["rerun", "s3://arkiv/eldre/a.txt", "--db", "a.db"], 0, "Lest: 1"),
    ]:
        ran = subprocess.run(
            [*MOTEBOK, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, told in ran.stdout + ran.stderr) == (status, True), ran
        assert "Traceback" not in ran.stderr


def test_a_store_that_does_not_answer_is_the_worlds_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    fsspec.filesystem("s3").clear_instance_cache()  # it keeps to the server it has met
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "archivist")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with pytest.raises(remote.StoreFault):
        ingest.begin(["s3://nede/moter"], tmp_path / "a.db", Settings(), now="2024-01-01")
    fsspec.filesystem("s3").clear_instance_cache()


def test_a_store_in_memory_is_walked_and_read() -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/kommune/moter/b.txt", b"to")
    store.pipe("/kommune/moter/a.txt", b"en")
    store.pipe("/kommune/moter/Thumbs.db", b"")
    top = remote.located("memory://kommune/moter")
    seen = list(remote.walk(top))
    assert [each.path for each in seen] == [f"{top}/a.txt", f"{top}/b.txt"]
    assert [each.size for each in seen if isinstance(each, File)] == [2, 2]
    assert remote.read(seen[0].path, 10) == b"en"
    with pytest.raises(TooLarge):
        remote.read(seen[0].path, 1)
    with pytest.raises(Unreadable):
        remote.read(f"{top}/c.txt", 10)
    [nothing] = remote.walk("memory://kommune/ingenting")
    assert isinstance(nothing, Obstacle)


def test_a_file_url_is_a_url(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    [seen] = remote.walk(tmp_path.as_uri())
    assert isinstance(seen, File)
    assert seen.path == f"{tmp_path.as_uri()}/a.txt"
    assert seen.size == os.stat(tmp_path / "a.txt").st_size  # noqa: PTH116
    assert remote.read(seen.path, 1000) == GOOD.encode()


@pytest.mark.parametrize(
    ("path", "answer"), [("s3://a/b", True), ("/a/b", False), (r"C:\a", False), ("a:b", False)]
)
def test_what_a_url_is(path: str, answer: bool) -> None:
    assert is_url(path) is answer

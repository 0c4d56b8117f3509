"""The same work under Prefect, for real: a server of its own, a flow run, its artifacts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store import read_archive

TEXT = "Protokoll\n\nSak {number}/24 Ny sykkelsti\n\nVedtak: Rådet sier ja.\n"
PREFECT = """
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
from prefect.client.orchestration import get_client
from prefect.deployments import run_deployment
from prefect.testing.utilities import prefect_test_harness

import flows


def served_run(server):
    # The schedule that `motebok schedule` makes, and what becomes of a run of what it serves
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "schedule"]
    serving = subprocess.Popen(
        [*command, *sys.argv[1:2], "--db", sys.argv[2], "--cron", "15 3 * * *"],
        env=os.environ | {"PREFECT_API_URL": server},
    )
    try:
        for _ in range(240):
            deployments = httpx.post(f"{server}deployments/filter", json={}).json()
            if deployments:
                break
            time.sleep(0.5)
        [deployment] = deployments
        [schedule] = deployment["schedules"]
        run = run_deployment("motebok/hver-natt", timeout=240, poll_interval=1)
        return schedule["active"], schedule["schedule"]["cron"], run.state.name
    finally:
        serving.terminate()
        serving.wait()


if __name__ == "__main__":
    with prefect_test_harness(server_startup_timeout=180):
        counts = flows.ingest_folder([sys.argv[1]], Path(sys.argv[2]), batch=2)
        print("counts", counts.seen, counts.landed, counts.failed)
        with get_client(sync_client=True) as client:
            server = str(client.api_url)
        tasks = httpx.post(f"{server}task_runs/filter", json={}).json()
        print("tasks", len(tasks))
        print("night", served_run(server))
        for artifact in httpx.post(f"{server}artifacts/filter", json={}).json():
            print(artifact["key"], artifact["data"])
"""


@pytest.mark.slow
def test_a_flow_run_lands_in_batches_and_leaves_its_account(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
    (folder / "tom.pdf").touch()
    script = tmp_path / "run.py"
    script.write_text(PREFECT, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, script, folder, tmp_path / "arkiv.db"],
        env=os.environ | {"PYTHONPATH": str(root), "PREFECT_HOME": str(tmp_path / "prefect")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "counts 4 3 1" in ran.stdout
    assert "tasks 2" in ran.stdout
    assert "night (True, '15 3 * * *', 'Completed')" in ran.stdout
    assert "Filer sett: 4. Lest: 3, uendret: 0, feilet: 1." in ran.stdout
    assert "motebok-feilet" in ran.stdout
    assert '"reason": "tom"' in ran.stdout
    with read_archive(tmp_path / "arkiv.db") as archive:
        assert archive.execute("SELECT count(*) FROM documents").fetchone() == (3,)

"""`reader extract --dask` on a local cluster of two workers, begun as the README says: it prints what one does."""

from __future__ import annotations

import http.server
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ARTICLE, ROOT, environment
from tests.sources.feeds import ATOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Done

pytest.importorskip("distributed", reason="the extra `dask` is not installed: pip install -e '.[dev]'")

DASK = (sys.executable, "-m", "dask")
ARTICLES = 2_000
PATIENCE = 60


@contextmanager
def scheduler(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler without workers: its address and its process."""
    with begun("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", home=home) as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "Scheduler at:" in line)
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield line.split()[-1], process


@contextmanager
def begun(*words: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*DASK, *words],
        cwd=home,
        env={**environment(home), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("cluster")
    with ExitStack() as stack:
        address, _ = stack.enter_context(scheduler(home))
        for _ in range(2):
            process = stack.enter_context(begun("worker", address, "--nthreads", "1", "--no-dashboard", home=home))
            assert process.stderr is not None
            next(line for line in process.stderr if "Registered to" in line)
            threading.Thread(target=process.stderr.read, daemon=True).start()
        yield address


def generated(path: Path, count: int) -> None:
    """An archive of articles in two languages, of one to six paragraphs, none like another."""
    pick = random.Random(20)
    people = ("Anne Lebreton", "Paul Hervieu", "Zoé Kermarrec", "Mary Cole", "John Hargreave", "Malo Guérin")
    with path.open("w", encoding="utf-8") as archive:
        for number in range(count):
            paragraphs = [f"Le moulin numéro {number}"] if number % 3 else []
            for _ in range(pick.randint(1, 6)):
                name, other = pick.sample(people, 2)
                if number % 2:
                    paragraphs.append(f"“The mill of {number} will not close,” said {name}, who met {other} on Monday.")
                else:
                    paragraphs.append(
                        f"« Le toit {number} ne fuit plus », a déclaré {name}, maire de Kervélo, à {other}."
                    )
            archive.write(json.dumps({"text": "\n\n".join(paragraphs), "title": f"Titre {number}"}) + "\n")


@pytest.mark.timeout(400)
def test_two_workers_print_what_one_process_prints(cluster: str, tmp_path: Path) -> None:
    generated(tmp_path / "news.jsonl", ARTICLES)
    (tmp_path / "feed.xml").write_bytes(ATOM)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(ARTICLE, "utf-8")
    sources = [str(tmp_path / name) for name in ("news.jsonl", "missing.txt", "feed.xml", "folder")]

    def run(*more: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "extract", "--format", "jsonl", *more, *sources],
            cwd=ROOT, env=environment(tmp_path), capture_output=True, timeout=300, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    alone, together = run(), run("--dask", cluster)
    assert alone[0] == 3
    assert alone[1].count(b"\n") == ARTICLES + 2
    assert together == alone


def test_types_that_are_said(cluster: str, reader: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "page").write_text(f"<h1>Moulin</h1><p>{ARTICLE}</p>", "utf-8")
    alone, together = (
        reader("extract", "--type", "html", *more, str(tmp_path / "page")) for more in ((), ("--dask", cluster))
    )
    assert (together.stdout, together.stderr) == (alone.stdout, b"")


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("", 2, "is no address"),
        ("moulin", 2, "is no address"),
        ("nowhere://127.0.0.1:1", 2, "is no address"),
        ("tcp://127.0.0.1:1", 5, "does not answer as a Dask scheduler"),
        ("silent", 5, "does not answer as a Dask scheduler"),
        ("page", 5, "does not answer as a Dask scheduler"),
    ],
)
def test_an_address_that_is_none(
    address: str, code: int, said: str, reader: Callable[..., Done], article: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, http.server.HTTPServer(
        ("127.0.0.1", 0), Page
    ) as page:  # fmt: skip
        threading.Thread(target=page.serve_forever, daemon=True).start()
        ports = {"silent": silent.getsockname()[1], "page": page.server_port}
        done = reader(
            "extract", "--dask", f"tcp://127.0.0.1:{ports[address]}" if address in ports else address, str(article)
        )
        page.shutdown()
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


class Page(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_scheduler_without_workers(reader: Callable[..., Done], article: Path, tmp_path: Path) -> None:
    with scheduler(tmp_path) as (address, _):
        done = reader("extract", "--dask", address, str(article))
    assert (done.returncode, done.stdout) == (5, b"")
    assert done.stderr.decode() == f"reader: the Dask scheduler {address} has no worker: start one (dask worker)\n"


@pytest.mark.timeout(300)
def test_a_worker_that_dies_costs_nothing_and_a_scheduler_a_resumption(
    reader: Callable[..., Done], cluster: str, tmp_path: Path
) -> None:
    archive, target = tmp_path / "news.jsonl", tmp_path / "found.jsonl"
    generated(archive, 600)
    command = [sys.executable, "-m", "reader", "extract", "--output", str(target), str(archive), "--dask"]
    with ExitStack() as stack:
        address, process = stack.enter_context(scheduler(tmp_path))
        workers = [
            stack.enter_context(
                begun("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", home=tmp_path)
            )
            for _ in range(2)
        ]
        running = stack.enter_context(
            subprocess.Popen(
                [*command, address], cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE, text=True
            )
        )
        done_after(target, 30)
        workers[0].kill()
        done_after(target, 100)
        process.kill()
        said = running.communicate(timeout=PATIENCE)[1]
    assert running.returncode == 5
    assert said == f"reader: the Dask scheduler {address} has gone: start it, and go on (--resume)\n"
    assert not target.exists()
    resumed = reader("extract", "--output", str(target), "--resume", str(archive), "--dask", cluster)
    assert resumed.returncode == 0
    assert b"sources are done already" in resumed.stderr
    assert target.read_bytes() == reader("extract", "--format", "jsonl", str(archive)).stdout


def done_after(target: Path, lines: int) -> None:
    """Wait until so many lines have been written."""
    part, end = target.with_name(target.name + ".part"), time.monotonic() + PATIENCE
    while not part.exists() or part.read_bytes().count(b"\n") < lines:
        assert time.monotonic() < end
        time.sleep(0.02)

"""`reader doctor SOURCE`: where Reader fails with an article, in a form that can be sent to whoever mends it.

The article is read in a process of its own, as on the screen, so that one that kills it is reported too. Nothing of
its words, its name or the folders of this machine stands in the report, unless the words were asked for. It is in
English, whatever the reader speaks.
"""

from __future__ import annotations

import platform
import threading
from collections import Counter
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.output import write
from reader.cli.running import FAULT
from reader.errors import ReaderError
from reader.gate import line, visible
from reader.model import Findings
from reader.sources import article_of
from reader.sources.fetch import fetch
from reader.worker import Fault, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article
    from reader.sources import Raw
    from reader.worker import Delivery


def run(source: str, *, with_text: bool) -> int:
    """Print the report of `source`; gives 0 where nothing fails.

    Raises:
        ReaderError: where it cannot be read.
    """
    raw = fetch(source)
    last = _read(raw)
    if isinstance(last, Fault) and not last.killed:
        _raise_what_is_no_fault(raw)
    write(f"reader {__version__}, python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    write(f"{line(raw.media_type)}, {len(raw.data)} bytes\n")
    lines = [last.report] if isinstance(last, Fault) else list(_gaps(last, article_of(raw), with_text=with_text))
    for each in lines or ["nothing fails"]:
        write(f"{visible(each)}\n")
    return FAULT if lines else 0


def _read(raw: Raw) -> Findings | Fault:
    """The last that the process sends of it."""
    ended, found = threading.Event(), list[Findings | Fault]()

    def take(delivery: Delivery) -> None:
        if isinstance(delivery, Fault) or (isinstance(delivery, Findings) and delivery.last):
            found.append(delivery)
            ended.set()

    Worker(raw, 0, take).start()
    ended.wait()
    return found[0]


def _raise_what_is_no_fault(raw: Raw) -> None:
    """Raise the ReaderError for which no process can read `raw`, if it is one."""
    try:
        article_of(raw)
    except ReaderError:
        raise
    except Exception:  # noqa: S110 - that is what is being reported
        pass


def _gaps(findings: Findings, article: Article, *, with_text: bool) -> Iterator[str]:
    for gap in filter(lambda each: each.is_fault, findings.gaps):
        blocks = [block for block in article.blocks if block.span.overlaps(gap.span)]
        kinds = ", ".join(f"{count} {kind.value}" for kind, count in Counter(each.kind for each in blocks).items())
        yield f"{gap.step} fails over {len(gap.span)} characters ({kinds}): {gap.report}"
        if with_text:
            yield gap.span.of(article.text)

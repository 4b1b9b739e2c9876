"""`reader sections`: the outline of an article, or with --explain what its structure was judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.listing import list_records

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the sections of `arguments.sources`; every article has one at least."""
    return list_records("structure" if arguments.explain else "sections", arguments)

"""Writes what the wheel holds beside the package: the man pages and the shell completions, made from the parser.

They are installed under the environment's `share`, where man and the shells of a system or a `pipx` look.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PLACES = {
    "bash": "share/bash-completion/completions/reader",
    "zsh": "share/zsh/site-functions/_reader",
    "fish": "share/fish/vendor_completions.d/reader.fish",
}


class GeneratedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Adds them to a wheel; an editable install, which follows the checkout, has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files into the build folder and name them to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from reader.cli.completion import script
            from reader.cli.manual import page
            from reader.tongue import INTERFACES, SOURCE, speaking
        finally:
            sys.path.remove(self.root)
        with speaking(SOURCE):  # whatever the builder's locale is: the same wheel everywhere
            written = {place: script(shell) for shell, place in _PLACES.items()}
        for language in INTERFACES:
            folder = "share/man/man1" if language == SOURCE else f"share/man/{language}/man1"
            written[f"{folder}/reader.1"] = page(language)
        for place, text in written.items():
            path = Path(self.directory) / ".generated" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(path)] = place

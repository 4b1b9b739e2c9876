"""The floor: the least that a Textual app can be. It shows a line, and a key changes it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    BINDINGS: ClassVar = [("j", "count", "count"), ("q", "quit", "quit")]
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("Nothing is here", id="line")

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#line", Static).update(f"Nothing is here {self.count}")


if __name__ == "__main__":
    EmptyApp().run()

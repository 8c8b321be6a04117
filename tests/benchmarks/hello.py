"""The reference for the terminal's benchmarks: Textual with two lines of text, one that counts."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Every Enter counts one more."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static("Hello there")
        yield Static("counted 0", id="count")

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            self.count += 1
            self.query_one("#count", Static).update(f"counted {self.count}")


if __name__ == "__main__":
    Hello().run()

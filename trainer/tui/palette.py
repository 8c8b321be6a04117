"""The command palette: every action of the screen and the app, named "group: verb"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from trainer.calculator.catalogue import CALCULATIONS
from trainer.tui.calculator.screen import CalculatorScreen
from trainer.tui.palette_words import fit, said_of, terminal, words_for
from trainer.tui.wishes import OpenSettings

VERBS = {
    "exam.plan": "plan its date, see what can be reached",
    "home.monograph": "open the monograph",
    "home.exam": "sit a mock exam, or read the report of the last",
    "home.figures": "open the figures",
    "home.cards": "open the cards",
    "home.calculator": "open the calculator",
    "home.deck": "check the deck",
    "home.settings": "open the settings",
    "home.study": "study the deck",
    "app.help": "show help",
    "app.theme": "change between dark and light",
    "app.quit": "leave the trainer",
    "study.hint": "give a hint",
    "study.unknown": "say that you do not know",
    "study.why": "ask why",
    "study.calculator": "open the calculator",
    "study.dispute": "dispute the last verdict",
    "study.another-topic": "change the topic",
    "study.progress": "tell how you are doing",
    "study.easy": "say that it was easy",
    "study.known": "never ask this card again",
    "study.slower": "ask nothing new",
    "study.harder": "ask cases and calculations first",
    "study.stop": "end with a summary",
    "monograph.cards": "open the cards of the line",
    "monograph.study": "study the section of the line",
    "monograph.next": "go to the next line to learn",
    "monograph.all": "open all cards",
    "figures.failing": "open the cards that keep failing",
    "figures.study": "study what keeps failing",
    "figures.errors": "open the cards with calculation errors",
    "figures.mixed": "open the cards that you mixed up",
    "figures.weakest": "study the weakest section",
    "prompt.earlier": "recall what you typed before",
    "prompt.page-up": "scroll up",
    "prompt.page-down": "scroll down",
    "exam.open": "go to the next open question",
    "exam.next": "go to the next question",
    "exam.back": "go to the question before",
    "exam.flag": "flag the question",
    "exam.pause": "pause the clock",
    "exam.go-on": "go on after the pause",
    "exam.clear": "take the answer away",
    "exam.calculate": "calculate in the line",
    "exam.up": "scroll the question up",
    "exam.down": "scroll the question down",
    "setting.new": "set a new exam",
    "setting.report": "open the last report",
    "setting.aside": "put the chosen exam aside",
    "report.study": "study what was missed",
    "report.mark": "mark an answer that is in doubt",
    "report.monograph": "open the monograph at the line",
    "report.first-section": "study the section that lost most",
    "report.second-section": "study the second of these sections",
    "report.third-section": "study the third of these sections",
    "report.next": "go to the next miss",
    "report.back": "go to the miss before",
    "figures.next": "go to the next figure",
    "figures.back": "go to the figure before",
    "calculator.next": "go to the next field",
    "deck.draw": "draw the card anew",
    "deck.draw-before": "go to the draw before",
    "leave": "go back",
    "up": "go up",
    "down": "go down",
    "first": "go to the first",
    "last": "go to the last",
    "page-up": "page up",
    "page-down": "page down",
}
"""What a command is called where the word in the footer is no verb: by the id of its key, or by
what the id ends with."""


@dataclass
class Placed(DiscoveryHit):
    """A command that stands where its place says; the library would sort them by their letters."""

    place: int = 0

    def __lt__(self, other: object) -> bool:
        return self.place < other.place if isinstance(other, Placed) else NotImplemented


class Actions(Provider):
    """The commands of the app and of the screen below the palette, in the order of `commands`."""

    async def discover(self) -> Hits:
        for place, command in enumerate(self.app.get_system_commands(self.screen)):
            yield Placed(command.title, command.callback, command.title, command.help, place=place)

    async def search(self, query: str) -> Hits:
        """By words, those of the title and those of a table; where none fits, by their letters."""
        app: App[int] = self.app  # type: ignore[assignment]
        matcher = self.matcher(query)
        named = _named(app, self.screen)
        fitting = [
            (score, one.command.title, one.command.callback, one.command.help)
            for one in (*named, *_calculations(app, self.screen))
            if (score := fit(query, one.command.title, one.words)) > 0
        ]
        for told, words in terminal().items():
            if (score := fit(query, told.command, words)) > 0:
                how = f"Leave with Ctrl+Q, then type: {told.command}"
                say = partial(app.flash, how)  # type: ignore[attr-defined]
                fitting.append((score * _ASIDE, f"terminal: {told.command}", say, told.does))
        if not fitting:
            fitting = [
                (score, one.command.title, one.command.callback, one.command.help)
                for one in named
                if (score := matcher.match(one.command.title)) > 0
            ]
        for score, title, callback, told_of in fitting:
            yield Hit(score, matcher.highlight(title), callback, help=told_of)


_ASIDE = 0.9
"""A command of the terminal comes after an action of the screen that fits as well."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A command, and the other words that it is looked for under."""

    command: SystemCommand
    words: str


_LAST = ("app",)  # groups that come after what a screen does
_FIRST = ("study", "exam")


def commands(app: App[int], screen: Screen[object]) -> Iterator[SystemCommand]:
    """One command a key that has an id such as "study.hint" and words that explain it.

    What one does with questions comes first, what holds on every screen last; each tells its key.
    The settings can be opened from everywhere else than themselves.
    """
    yield from (named.command for named in _named(app, screen))


def _named(app: App[int], screen: Screen[object]) -> list[_Named]:
    return sorted(_commands(app, screen), key=_order)


def _commands(app: App[int], screen: Screen[object]) -> Iterator[_Named]:
    named: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if not (active.enabled and binding.id and binding.tooltip) or binding.action in named:
            continue
        named.add(binding.action)
        group, _, name = binding.id.partition(".")
        verb = VERBS.get(binding.id) or VERBS.get(name) or binding.description.lower()
        action = partial(app.run_action, binding.action, active.node)
        told = _told(verb, binding.tooltip)
        key = app.get_key_display(binding)
        command = SystemCommand(f"{group}: {verb}", f"{key:<7} {told}".rstrip(), action)
        yield _Named(command, f"{words_for(binding.id)}, {words_for(f'study.{name}')}, {told}")
    if not any("settings" in each.classes for each in app.screen_stack):
        settings = SystemCommand(
            "app: open the settings",
            "        Theme, new cards a day, exam date, where a day ends, and more",
            partial(app.post_message, OpenSettings()),
        )
        yield _Named(settings, words_for("app.settings"))
    themes = SystemCommand(
        "app: choose a theme",
        "        Dark, light, high contrast and many more",
        app.action_change_theme,
    )
    yield _Named(themes, words_for("app.choose-theme"))


def _calculations(app: App[int], screen: Screen[object]) -> Iterator[_Named]:
    """Each calculation, where a key opens the calculator: found by what it computes and takes."""
    opening = [
        active
        for active in screen.active_bindings.values()
        if active.enabled and (active.binding.id or "").endswith(".calculator")
    ]
    for active in opening[:1]:
        for calculation in CALCULATIONS:
            action = partial(_calculate, app, active, calculation.name)
            command = SystemCommand(f"calculator: {calculation.title}", calculation.summary, action)
            yield _Named(command, said_of(calculation))


async def _calculate(app: App[int], active: ActiveBinding, name: str) -> None:
    """Open the calculator at one of its calculations."""
    await app.run_action(active.binding.action, active.node)

    def choose() -> None:
        if isinstance(app.screen, CalculatorScreen):
            app.screen.choose(name)

    app.call_later(app.call_after_refresh, choose)


def _order(named: _Named) -> int:
    group = named.command.title.partition(":")[0]
    return 0 if group in _FIRST else 2 if group in _LAST else 1


def _told(verb: str, tooltip: str) -> str:
    """What the key does, where that is not what the verb says already."""
    said, more = set(verb.split()), set(tooltip.casefold().rstrip(".").split())
    return "" if more - _EMPTY <= said else tooltip


_EMPTY = frozenset({"the", "a", "an", "that", "you", "and", "of", "to", "go", "between", "theme"})

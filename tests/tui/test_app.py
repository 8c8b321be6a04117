"""What holds on every screen: help, themes, the palette, leaving."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from textual.color import Color
from textual.events import AppBlur, AppFocus
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import OptionList

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home, quickly, studying
from tests.tui.screen_text import seen
from trainer.errors import StorageError
from trainer.settings import Preferences
from trainer.tui.palette import Actions
from trainer.tui.palette_words import fit, words_for
from trainer.tui.study.prompt import Prompt
from trainer.tui.study.screen import StudyScreen
from trainer.tui.themes import own_themes


async def test_help_lists_the_keys_and_the_words_and_goes_away() -> None:
    async with studying(size=(120, 60)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        text = seen(pilot.app)
        assert "Help: study" in text
        assert "enter send the answer" in text
        assert "f3 hint a hint; each costs a part" in text
        assert "ctrl+z undo take back the last" in text
        assert "pgup" in text
        assert "f4 I don't know be taught" in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StudyScreen)
        assert isinstance(pilot.app.focused, Prompt)


async def test_help_scrolls_where_it_does_not_fit() -> None:
    async with studying(size=(60, 20)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "hint" in seen(pilot.app)
        await quickly(pilot, "pagedown", 6)
        assert "pgdn" in seen(pilot.app)
        assert "esc goes back" in seen(pilot.app)


async def test_the_theme_changes_by_key_and_is_kept() -> None:
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        await pilot.press("f2")
        assert desk.preferences.theme == "trainer-light"
        await pilot.press("ctrl+t")
        assert desk.preferences.theme == "trainer-dark"


async def test_an_unknown_theme_in_the_preferences_gives_the_default() -> None:
    async with at_home(FakeDesk(preferences=Preferences(theme="no such"))) as pilot:
        assert pilot.app.theme == "trainer-dark"


async def test_a_theme_that_cannot_be_kept_is_said_and_stays() -> None:
    @dataclass
    class Full(FakeDesk):
        def save_preferences(self, preferences: Preferences) -> None:
            raise StorageError("the disk is full", where="preferences.toml")

    async with at_home(Full()) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert pilot.app.theme == "trainer-light"
        assert "preferences.toml: the disk is full." in seen(pilot.app)


OWN = [theme for theme in own_themes() if not theme.ansi]


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_every_colour_of_the_own_themes_can_be_read(theme: object) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}  # type: ignore[attr-defined]
    least = 7.0 if theme.name == "trainer-contrast" else 4.5  # type: ignore[attr-defined]
    for ground in ("background", "surface", "chosen"):
        for ink in (
            "foreground",
            "text-muted",
            "text-primary",
            "text-accent",
            "text-success",
            "text-warning",
            "text-error",
        ):
            ratio = _contrast(Color.parse(colours[ground]), Color.parse(colours[ink]))
            assert ratio >= least, f"{ink} on {ground}: {ratio:.2f}"
    for ground in ("background", "surface"):
        ground_colour = Color.parse(colours[ground])
        assert _contrast(ground_colour, Color.parse(colours["scrollbar"])) >= 3
        assert _contrast(ground_colour, Color.parse(colours["line"])) >= 1.8
    chosen = _contrast(Color.parse(colours["background"]), Color.parse(colours["chosen"]))
    assert chosen >= 1.3, f"the chosen row: {chosen:.2f}"


async def test_a_hint_in_an_empty_line_can_be_read_in_both_themes() -> None:
    for theme in ("trainer-dark", "trainer-light"):
        desk = FakeDesk(preferences=Preferences(theme=theme))
        async with at_home(desk) as pilot:
            await pilot.press("c")
            await pilot.pause()
            hint = pilot.app.screen.query_one("#find").get_component_styles("input--placeholder")
            ground = pilot.app.screen.query_one("#search").styles.background
            assert _contrast(ground, ground + hint.color) >= 4.5


def _contrast(one: Color, two: Color) -> float:
    """The contrast of WCAG 2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in (colour.r, colour.g, colour.b))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_the_palette_names_every_action_by_group_and_verb() -> None:
    async with studying() as pilot:
        names = [each.title for each in pilot.app.get_system_commands(pilot.app.screen)]
        assert {
            "study: give a hint",
            "study: ask why",
            "app: show help",
            "app: choose a theme",
        } <= set(names)
        assert all(": " in name for name in names)
        assert len(names) == len(set(names))


PHRASES = [
    ("dark mode", "theme"),
    ("night mode", "dark and light"),
    ("half life", "calculator:"),
    ("kidney dose", "calculator:"),
    ("kidney", "calculator:"),
    ("creatinine", "calculator: Cockcroft-Gault"),
    ("mg to mcg", "calculator"),
    ("pump rate", "calculator: Intrathecal rate"),
    ("weight", "calculator: Dose by body weight"),
    ("mg per kg", "calculator: Dose by body weight"),
    ("convert", "calculator: Another unit"),
    ("tablets", "calculator: Tablets to dispense"),
    ("titration", "calculator: Titration"),
    ("taper", "calculator: Taper"),
    ("refill", "calculator: Days to the refill"),
    ("backup", "terminal: trainer restore"),
    ("back up", "terminal: trainer restore"),
    ("undo", "terminal: trainer undo"),
    ("export", "terminal: trainer export"),
    ("anki", "terminal: trainer export"),
    ("remind", "terminal: trainer due"),
    ("how am i doing", "figures"),
    ("progress", "figures"),
    ("statistics", "figures"),
    ("weak spots", "figures"),
    ("report", "figures"),
    ("exam report", "mock exam"),
    ("yesterday's exam", "mock exam"),
    ("results", "mock exam"),
    ("when is my exam", "exam: plan"),
    ("deadline", "exam: plan"),
    ("side effects", "monograph"),
    ("flashcards", "cards"),
    ("preferences", "settings"),
    ("new cards a day", "settings"),
    ("shortcuts", "help"),
    ("exit", "leave"),
    ("start", "study"),
]


async def test_the_palette_finds_an_action_by_other_words_too() -> None:
    async with at_home() as pilot:
        actions = Actions(pilot.app.screen)
        missing = []
        for phrase, wanted in PHRASES:
            hits = sorted([hit async for hit in actions.search(phrase)], reverse=True)
            best = [str(hit.prompt) for hit in hits[:6]]
            if not any(wanted in title for title in best):
                missing.append((phrase, best))
        assert missing == []
        (first, *_) = sorted([hit async for hit in actions.search("undo")], reverse=True)
        assert first.prompt == "terminal: trainer undo"
        assert not [hit async for hit in actions.search("zebra crossing")]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("mistakes", "home.figures"),
        ("what did I get wrong", "home.figures"),
        ("hide a card", "home.cards"),
    ],
)
def test_ordinary_words_find_their_action(typed: str, key: str) -> None:
    titles = {"home.figures": "Figures", "home.cards": "Cards"}
    assert fit(typed, titles[key], words_for(key)) > 0


async def test_the_palette_opens_the_calculator_at_a_calculation() -> None:
    async with at_home() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"refill", "enter")
        for _ in range(5):
            await pilot.pause()
        assert "How many full days a filled pump runs" in seen(pilot.app)
        assert "Fill of the reservoir" in seen(pilot.app)


async def test_the_palette_runs_an_action() -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"skip", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "Skipped" in seen(pilot.app)


async def test_ctrl_c_asks_once_and_leaves_at_the_second() -> None:
    async with studying() as pilot:
        await pilot.press("ctrl+c")
        assert "Press Ctrl+C again to leave" in seen(pilot.app)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_every_key_has_an_id_that_a_user_can_map() -> None:
    async with studying() as pilot:
        pilot.app.set_keymap({"study.hint": "f12"})
        await pilot.press("f12")
        await pilot.pause()
        assert "Hint It is an amount per day." in seen(pilot.app)


async def test_in_a_browser_the_first_click_or_key_finds_the_screen_ready() -> None:
    """There the page gets the focus only after the app has begun."""
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        pilot.app.screen.set_focus(None)
        pilot.app.post_message(AppBlur())
        await pilot.pause()
        pilot.app.post_message(AppFocus())
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert desk.begun == [("fictamine",)]


TERMINALS_OWN = pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])


@TERMINALS_OWN
async def test_the_chosen_row_is_in_reverse_video_in_the_terminals_own_colours(theme: str) -> None:
    async with at_home(FakeDesk(preferences=Preferences(theme=theme))) as pilot:
        await pilot.press("m")
        await pilot.pause()
        rows = pilot.app.screen.query_one("#lines", OptionList)
        assert "Starting dose: 5 mg" in _in_reverse(rows)


@TERMINALS_OWN
async def test_the_chosen_deck_and_command_are_in_reverse_video_too(theme: str) -> None:
    async with at_home(FakeDesk(preferences=Preferences(theme=theme))) as pilot:
        assert "Fictamine" in _in_reverse(pilot.app.screen.query_one("DeckRow:focus"))
        await pilot.press("ctrl+p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "exam: plan its date" in _in_reverse(pilot.app.screen.query_one(OptionList))


def _in_reverse(widget: Widget) -> str:
    """The words in reverse video, which are all in the terminal's own foreground and ground."""
    found = [
        (segment.text, segment.style)
        for strip in widget.render_lines(Region(0, 0, *widget.outer_size))
        for segment in strip
        if segment.style and segment.style.reverse
    ]
    for _, style in found:
        assert {style.color and style.color.name, style.bgcolor and style.bgcolor.name} <= {
            None,
            "default",
        }
    return "".join(text for text, _ in found)


@TERMINALS_OWN
def test_keys_and_headings_are_in_the_terminals_own_foreground(theme: str) -> None:
    own = next(each for each in own_themes() if each.name == theme)
    colours = {**own.to_color_system().generate(), **own.variables}
    for ink in ("text-primary", "text-accent", "text-muted", "footer-key-foreground", "line"):
        assert Color.parse(colours[ink]).ansi == -1, ink


@pytest.mark.parametrize("theme", ["trainer-dark", "trainer-light", "ansi-dark", "ansi-light"])
async def test_a_field_to_type_in_is_seen_in_every_theme(theme: str) -> None:
    desk = FakeDesk(preferences=Preferences(theme=theme))
    async with at_home(desk) as pilot:
        await pilot.press("e")
        await pilot.pause()
        field = pilot.app.screen.query_one("#minutes")
        (line,) = field.render_lines(Region(0, 0, *field.outer_size))
        assert all(segment.style and segment.style.underline for segment in line)

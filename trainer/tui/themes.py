"""The project's own themes: a dark, a light and a high-contrast one."""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme

from trainer.tui.colours import COLOURS


@dataclass(frozen=True, slots=True)
class Colours:
    """The three colours that a theme of the terminal's own colours has."""

    success: str
    warning: str
    error: str


DARK = "trainer-dark"
LIGHT = "trainer-light"


def own_themes() -> tuple[Theme, ...]:
    """The themes of this project, the default first."""
    own = (_theme(name, dark=name != LIGHT, colours=colours) for name, colours in COLOURS.items())
    return (*own, *_of_the_terminal())


def other(theme: str, dark: bool) -> str:
    """The theme that the toggle goes to from `theme`, which is `dark` or not."""
    if theme == DARK:
        return LIGHT
    if theme == LIGHT:
        return DARK
    return LIGHT if dark else DARK


def _of_the_terminal() -> tuple[Theme, ...]:
    """The library's two themes of the terminal's own sixteen colours, so that all can be read.

    Blue and magenta cannot on a dark terminal, yellow and green on a light one: keys, headings and
    bars are in the terminal's own foreground, and bold or a sign sets them apart.
    """
    dark = Colours(success="ansi_green", warning="ansi_yellow", error="ansi_bright_red")
    light = Colours(success="ansi_default", warning="ansi_default", error="ansi_red")
    return (
        _in_terminal_colours("ansi-dark", dark, dark_ground=True),
        _in_terminal_colours("ansi-light", light, dark_ground=False),
    )


def _in_terminal_colours(name: str, colours: Colours, *, dark_ground: bool) -> Theme:
    ink = "ansi_default"
    return Theme(
        name=name,
        ansi=True,
        dark=dark_ground,
        primary=ink,
        secondary=ink,
        accent=ink,
        success=colours.success,
        warning=colours.warning,
        error=colours.error,
        foreground=ink,
        background=ink,
        surface=ink,
        panel=ink,
        boost=ink,
        variables={
            "text-muted": ink,
            "text-disabled": ink,
            "chosen": ink,
            "line": ink,
            "border": ink,
            "border-blurred": ink,
            "footer-key-foreground": ink,
            "block-cursor-foreground": ink,
            "block-cursor-background": ink,
            "block-cursor-text-style": "reverse",
            "input-cursor-background": ink,
            "input-cursor-foreground": ink,
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_cyan",
            "input-selection-foreground": "ansi_black",
            "screen-selection-background": "ansi_cyan",
            "screen-selection-foreground": "ansi_black",
            "scrollbar": ink,
            "scrollbar-hover": ink,
            "scrollbar-active": ink,
            "scrollbar-background": ink,
            "scrollbar-background-hover": ink,
            "scrollbar-background-active": ink,
            "scrollbar-corner-color": ink,
            "ansi-background": "ansi_black" if dark_ground else "ansi_white",
            "ansi-foreground": "ansi_white" if dark_ground else "ansi_black",
        },
    )


def _theme(name: str, *, dark: bool, colours: dict[str, str]) -> Theme:
    """Words keep the colours themselves: the library would tint them towards the background."""
    background, muted = colours["background"], colours["muted"]
    words = ("primary", "secondary", "accent", "success", "warning", "error")
    return Theme(
        name=name,
        dark=dark,
        background=background,
        surface=colours["surface"],
        panel=colours["panel"],
        foreground=colours["foreground"],
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        variables={f"text-{word}": colours[word] for word in words}
        | {
            "text": colours["foreground"],
            "text-muted": muted,
            "text-disabled": muted,
            "chosen": colours["chosen"],
            "line": colours["line"],
            "border": colours["primary"],
            "border-blurred": colours["line"],
            "footer-foreground": muted,
            "footer-background": background,
            "footer-key-foreground": colours["primary"],
            "footer-description-foreground": muted,
            "block-cursor-background": colours["primary"],
            "block-cursor-foreground": background,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colours["chosen"],
            "block-cursor-blurred-foreground": colours["foreground"],
            "input-cursor-background": colours["foreground"],
            "input-cursor-foreground": background,
            "input-selection-background": f"{colours['primary']} 35%",
            "scrollbar": colours["thumb"],
            "scrollbar-hover": muted,
            "scrollbar-active": colours["primary"],
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
        },
    )

"""The project's own themes: a dark, a light and a high-contrast one."""

from __future__ import annotations

from textual.theme import Theme

from trainer.tui.colours import COLOURS

DARK = "trainer-dark"
LIGHT = "trainer-light"


def own_themes() -> tuple[Theme, ...]:
    """The themes of this project, the default first."""
    return tuple(
        _theme(name, dark=name != LIGHT, colours=colours) for name, colours in COLOURS.items()
    )


def other(theme: str, dark: bool) -> str:
    """The theme that the toggle goes to from `theme`, which is `dark` or not."""
    if theme == DARK:
        return LIGHT
    if theme == LIGHT:
        return DARK
    return LIGHT if dark else DARK


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

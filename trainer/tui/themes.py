"""The project's own themes: a dark, a light and a high-contrast one.

Every colour that carries words has a contrast of at least 4.5 to 1 with its background, and 7 to 1
in `trainer-contrast`; a test computes it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "trainer-dark"
LIGHT = "trainer-light"


def own_themes() -> tuple[Theme, ...]:
    """The themes of this project, the default first."""
    return (
        _theme(
            DARK,
            dark=True,
            background="#11151b",
            surface="#181e27",
            panel="#222a36",
            foreground="#dde3ec",
            muted="#94a0b2",
            primary="#83b3f5",
            secondary="#a9b4c6",
            accent="#dcb577",
            success="#82cf9b",
            warning="#e3bf6d",
            error="#f58f88",
        ),
        _theme(
            LIGHT,
            dark=False,
            background="#fbfaf7",
            surface="#f1efe9",
            panel="#e5e2d9",
            foreground="#22262d",
            muted="#5a616d",
            primary="#1c5a9e",
            secondary="#4f5a69",
            accent="#80500c",
            success="#17693a",
            warning="#7d5200",
            error="#a8231d",
        ),
        _theme(
            "trainer-contrast",
            dark=True,
            background="#000000",
            surface="#101010",
            panel="#2a2a2a",
            foreground="#ffffff",
            muted="#d4d4d4",
            primary="#8ec7ff",
            secondary="#e0e0e0",
            accent="#ffd479",
            success="#7dff9f",
            warning="#ffe066",
            error="#ffa8a0",
        ),
    )


def other(theme: str, dark: bool) -> str:
    """The theme that the toggle goes to from `theme`, which is `dark` or not."""
    if theme == DARK:
        return LIGHT
    if theme == LIGHT:
        return DARK
    return LIGHT if dark else DARK


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    muted: str,
    primary: str,
    secondary: str,
    accent: str,
    success: str,
    warning: str,
    error: str,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        background=background,
        surface=surface,
        panel=panel,
        foreground=foreground,
        primary=primary,
        secondary=secondary,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        variables={
            "text": foreground,
            "text-muted": muted,
            "text-primary": primary,
            "text-secondary": secondary,
            "text-accent": accent,
            "text-success": success,
            "text-warning": warning,
            "text-error": error,
            "border": primary,
            "border-blurred": panel,
            "footer-foreground": muted,
            "footer-background": background,
            "footer-key-foreground": primary,
            "footer-description-foreground": muted,
            "block-cursor-background": primary,
            "block-cursor-foreground": background,
            "block-cursor-text-style": "none",
            "input-cursor-background": foreground,
            "input-cursor-foreground": background,
            "input-selection-background": f"{primary} 35%",
            "scrollbar": panel,
            "scrollbar-hover": muted,
            "scrollbar-active": primary,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
        },
    )

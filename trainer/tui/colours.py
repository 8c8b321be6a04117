"""The colours of the project's own themes, by name. Imports nothing of Textual.

Every colour that carries words has a contrast of at least 4.5 to 1 with its background, and 7 to 1
in `trainer-contrast`; a test computes it.
"""

from __future__ import annotations

COLOURS: dict[str, dict[str, str]] = {
    "trainer-dark": {
        "background": "#11151b",
        "surface": "#181e27",
        "panel": "#222a36",
        "foreground": "#dde3ec",
        "muted": "#94a0b2",
        "primary": "#83b3f5",
        "secondary": "#a9b4c6",
        "accent": "#dcb577",
        "success": "#82cf9b",
        "warning": "#e3bf6d",
        "error": "#f58f88",
    },
    "trainer-light": {
        "background": "#fbfaf7",
        "surface": "#f1efe9",
        "panel": "#e5e2d9",
        "foreground": "#22262d",
        "muted": "#5a616d",
        "primary": "#1c5a9e",
        "secondary": "#4f5a69",
        "accent": "#80500c",
        "success": "#17693a",
        "warning": "#7d5200",
        "error": "#a8231d",
    },
    "trainer-contrast": {
        "background": "#000000",
        "surface": "#101010",
        "panel": "#2a2a2a",
        "foreground": "#ffffff",
        "muted": "#d4d4d4",
        "primary": "#8ec7ff",
        "secondary": "#e0e0e0",
        "accent": "#ffd479",
        "success": "#7dff9f",
        "warning": "#ffe066",
        "error": "#ffa8a0",
    },
}

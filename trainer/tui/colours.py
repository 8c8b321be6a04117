"""The colours of the project's own themes, by name. Imports nothing of Textual.

Every colour that carries words has a contrast of at least 4.5 to 1 with its background, and 7 to 1
in `trainer-contrast`, the chosen row too; "thumb" (of scroll bars) has 3 to 1, and "line" (rules,
empty tracks) 1.8 to 1. A test computes it.
"""

from __future__ import annotations

COLOURS: dict[str, dict[str, str]] = {
    "trainer-dark": {
        "background": "#11151b",
        "surface": "#181e27",
        "panel": "#222a36",
        "chosen": "#2d3c53",
        "line": "#465366",
        "thumb": "#6a768a",
        "foreground": "#dde3ec",
        "muted": "#a0abbb",
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
        "chosen": "#c9d9ef",
        "line": "#a9a69c",
        "thumb": "#85878c",
        "foreground": "#22262d",
        "muted": "#525966",
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
        "chosen": "#303030",
        "line": "#6a6a6a",
        "thumb": "#8a8a8a",
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

"""The sizes that the screens are made for. The style sheets use the same numbers."""

from __future__ import annotations

NORMAL = 72  # columns; fewer are narrow
WIDE = 110  # columns from which a panel stands at the side
TALL = 23  # lines; fewer are short, and the prompt has no frame
SIDE = 42  # columns of the panel at the side of a conversation
LONGEST = 104  # columns of a conversation at most: longer lines are hard to read

"""Everything in Textual: the screens over the conversation, and nothing that it decides."""

import os

# Textual reads this once, when it is imported. At its own 60 pictures a second an answer waits two
# to three of them (40 ms) before the next question is drawn; nothing is drawn that has not changed.
os.environ.setdefault("TEXTUAL_FPS", "500")

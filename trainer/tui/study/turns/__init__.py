"""One small widget per kind of turn, with its look.

Blank lines and a bar at the side set turns apart, never colour alone. No turn has a margin at its
sides: the transcript's layout measures heights without them.
"""

"""One small file per kind of turn, with its look: from a turn to the blocks that draw it."""

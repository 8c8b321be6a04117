"""One small widget per kind of turn."""

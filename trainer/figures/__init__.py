"""Numbers about learning, computed from the log."""

"""SQLite: the append-only log and what is computed from it."""

"""The exam's date, and what can be reached by it."""

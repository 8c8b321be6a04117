"""Clinical concepts and error-prone notation as tables, and finding them in text."""

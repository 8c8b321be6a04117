"""A key and a typed answer become a verdict."""

"""The cards of a deck: search, look at one's past, set aside."""

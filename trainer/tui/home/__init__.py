"""The home screen: decks, what is due, one key to start."""

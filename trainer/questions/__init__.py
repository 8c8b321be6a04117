"""Facts and authored cards become cards, and cards become questions."""

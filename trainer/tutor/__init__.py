"""The conversation: a state machine without screen, clock or randomness of its own."""

"""Many learners' logs together, and what they say about the questions."""

"""Figures about learning, drawn in the terminal, each with its sentence."""

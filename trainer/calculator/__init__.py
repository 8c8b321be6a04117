"""Quantities, units, and dose calculations with worked steps and named slips."""

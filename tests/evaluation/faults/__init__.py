"""Faults from outside: `trainer` is run as its users run it, and everything is taken from under it.

One module a family of faults; `python -m tests.evaluation.faults` runs them all.
"""

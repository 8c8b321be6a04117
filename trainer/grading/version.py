"""The grader's version: it stands in the log beside each verdict."""

GRADER_VERSION = "1.5"
"""Raised when the same answer may get another verdict."""

"""A conversational tutor for one drug at a time, built from the drug's monograph."""

__version__ = "0.1.0"

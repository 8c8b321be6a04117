"""The mock exam: a paper, a sitting without feedback, and a report."""

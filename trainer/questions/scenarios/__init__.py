"""Questions about a patient, keyed and explained by the calculator, with fresh numbers."""

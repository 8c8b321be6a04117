"""Cases: several questions about one patient, each depending on the last."""

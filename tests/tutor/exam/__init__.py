"""The mock exam."""

"""The mock exam on the screen: setting it, sitting it, reading its report."""

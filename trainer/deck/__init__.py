"""YAML becomes a checked deck; keys; the calculator's rules; the compiled copy."""

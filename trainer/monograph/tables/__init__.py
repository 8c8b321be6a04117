"""The words of monographs as plain tables: `cells | cells`, lists by commas, `#` for comments."""

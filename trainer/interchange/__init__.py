"""Other programs' formats and printed pages, in and out."""

"""The ways of asking, one module each: which facts a form fits, and how it draws a question."""

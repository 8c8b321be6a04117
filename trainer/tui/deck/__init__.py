"""The deck for its author: problems, preview, read again at each save."""

"""Everything in Textual: the screens over the conversation, and nothing that it decides."""

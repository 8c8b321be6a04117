"""The study screen: a conversation with the tutor."""

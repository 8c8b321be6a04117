"""The help screen: keys, and words that one can say."""

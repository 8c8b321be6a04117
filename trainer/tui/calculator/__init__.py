"""The calculator screen: a field per input, the steps as one types, where each number is from."""

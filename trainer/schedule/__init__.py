"""The memory model, the study day and the queue: pure."""

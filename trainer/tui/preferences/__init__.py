"""What the learner can choose."""

"""The pages on which a plan is written, shared, answered and read as it was frozen."""

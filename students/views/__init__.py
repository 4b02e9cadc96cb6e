"""The pages of a child's record: find, add, read, correct, end."""

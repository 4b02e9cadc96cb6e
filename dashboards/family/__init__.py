"""A family's home: one child to a page, in plain words, with one thing to ask this week."""

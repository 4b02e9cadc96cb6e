"""A teacher's classes: for each child with a plan what to do, and a check-in on one tap."""

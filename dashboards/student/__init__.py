"""A student's home: my goals, how they are going, my next step, and what my team said."""

"""The caseload: every child a specialist or a counselor looks after, what needs them, and the list."""

"""The history of one field: every wording it had, with who, when and why, as far as the reader may read."""

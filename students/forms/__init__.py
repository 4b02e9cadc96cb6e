"""The plain forms by which a child's record is added to, corrected and ended."""

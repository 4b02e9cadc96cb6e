"""How long the parts take that a district's size could slow down. See README.md beside this file."""

"""The forms by which a plan is written, shared and answered."""

"""Journeys in a real Chromium, on PostgreSQL, with triggers on. See docs/development.md."""

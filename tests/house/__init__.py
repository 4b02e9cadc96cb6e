"""Tests that hold the house: its floors, its templates, its words, its settings."""

"""The forms of this room: staff, places, calendars."""

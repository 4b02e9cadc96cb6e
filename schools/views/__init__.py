"""The pages of those who run the place: staff, schools, calendars."""

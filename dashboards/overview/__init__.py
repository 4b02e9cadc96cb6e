"""The overview: how far the plans of a school or a district are. Every number opens its students."""

"""The world of this room's tests."""

from tests.harness.shared_world import world, world_of_file

__all__ = ["world", "world_of_file"]

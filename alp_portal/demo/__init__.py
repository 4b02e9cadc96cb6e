"""The demo district: invented people, built through the real actions with back-dated moments.

`build(today)` lays everything out so that today is always in the middle of a term. It is
deterministic: the same day gives the same district.
"""

from alp_portal.demo.district import build

__all__ = ["build"]

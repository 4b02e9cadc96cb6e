"""What this room enters in the registries."""

from accounts.letters import first_password, has_not_been_here, sign_in_page
from accounts.queries import principal_of
from drafts.registry import register_people
from notices.letters import register

register("invitation", still_allowed=has_not_been_here, path=sign_in_page, context=first_password)
register("address_changed", path=sign_in_page)

register_people(principal_of)

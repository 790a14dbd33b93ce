"""Declares requests about an order, which guests may make, too."""

from functions.runtime.fields import KnownEmail
from functions.runtime.http.requests import Request


class GuestRequest(Request):
    # Proves that a guest's order is the caller's.
    email: KnownEmail | None = None

    @property
    def guest_email(self) -> str | None:
        """The address, to whose orders of guests the operation is limited."""
        return self.email

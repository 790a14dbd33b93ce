"""Refuses new passwords that somebody else can guess or already has."""

from dataclasses import dataclass

from functions.identity.accounts.password_rules import password_problem
from functions.identity.accounts.passwords import common_passwords
from functions.runtime.errors import InvalidRequest
from functions.runtime.settings import NONE, settings


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """`breaches_url` is of a service of breached passwords, or NONE. Refusals name the request's `field`."""

    shop_name: str
    breaches_url: str

    def refuse_breached(self, field: str, password: str) -> None:
        """Asks the service: call it before the first statement, so that no connection to the database waits."""
        if self.breaches_url == NONE:
            return
        # Imported here: most shops ask no service.
        from functions.identity.accounts.breached_passwords import is_breached

        if is_breached(password, self.breaches_url):
            raise InvalidRequest.field(
                field, "is in a list of stolen passwords; choose another, also where else you use it"
            )

    def refuse_guessable(self, field: str, password: str, email: str) -> None:
        if problem := password_problem(password, email, self.shop_name, common_passwords()):
            raise InvalidRequest.field(field, problem)


def password_policy() -> PasswordPolicy:
    known = settings()
    return PasswordPolicy(known.shop_name, known.breached_passwords_url)

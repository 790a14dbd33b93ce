"""Replaces the password with which somebody logs in at the database, by going over to the other login of their role."""

from dataclasses import replace

from db.rights import OBSERVER, logins
from ops.secrets.external_secrets import Seal, new_password
from ops.secrets.secret_templates import secret_of, urls, with_users
from ops.secrets.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.store import Store

# No function, so no stamp reaches it.
RESTART = "kubectl -n cloudshop-prod rollout restart deployment/metrics-exporter, then "


def next_step(role: str, store: Store, seal: Seal) -> Step:
    roles, own = store.known("database-roles"), store.known(secret_of(role))
    (used,) = (login for login in own.parts if own.made == urls(role, login))
    (other,) = {*logins(role)} - {used}
    match own.states.get("login"):
        case None:
            password = new_password()
            store.put(with_users(roles.with_part(other, seal(roles.name, password))))
            store.put(own.with_part(other, seal(own.name, password)).with_state("login", PUBLISHED))
            return Step(f"1 of 3: the database takes {other} beside {used}, nobody uses it yet.", AGAIN)
        case "published":
            store.put(replace(own, made=urls(role, other)).with_state("login", USED))
            left = RESTART + AGAIN if role == OBSERVER else AGAIN
            return Step(f"2 of 3: whoever starts from now on logs in as {other}.", left, own.name)
        case _:
            store.put(with_users(roles.without_part(other)))
            store.put(own.without_part(other).with_state("login", ""))
            return Step(f"3 of 3: {other} cannot log in any more.")

"""Rotates a role's database password by switching to the other of the role's two logins."""

from dataclasses import replace

from db.rights import OBSERVER, logins
from ops.secrets.generated_secrets import new_password
from ops.secrets.rotation.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.sealed import Seal
from ops.secrets.secret_templates import secret_of, urls, used_login, with_users
from ops.secrets.store import Store

# The exporter is no function, so no annotation restarts it.
RESTART = "kubectl -n cloudshop-prod rollout restart deployment/metrics-exporter, then "


def next_step(role: str, store: Store, seal: Seal) -> Step:
    roles, own = store.require("database-roles"), store.require(secret_of(role))
    used = used_login(role, own)
    (other,) = {*logins(role)} - {used}
    match own.states.get("login"):
        case None:
            password = new_password()
            store.put(with_users(roles.with_part(other, seal(roles.name, password))))
            store.put(own.with_part(other, seal(own.name, password)).with_state("login", PUBLISHED))
            return Step(f"1 of 3: the database accepts {other} besides {used}; it is not used yet.", AGAIN)
        case "published":
            store.put(replace(own, templates=urls(role, other)).with_state("login", USED))
            following = RESTART + AGAIN if role == OBSERVER else AGAIN
            return Step(f"2 of 3: pods that start from now on log in as {other}.", following, own.name)
        case _:
            store.put(with_users(roles.without_part(other)))
            store.put(own.without_part(other).with_state("login", ""))
            return Step(f"3 of 3: {other} can no longer log in.")

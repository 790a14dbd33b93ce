"""Implements `make secrets` and `make rotate-secret`."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from eventing.times import EVENT_AGE_MAX
from ops.built import built_objects
from ops.errors import CommandError
from ops.secrets import external_secrets, generated_secrets
from ops.secrets.certificates.authority import AUTHORITY
from ops.secrets.environments import Environment
from ops.secrets.kubeseal import Sealer, fetch_certificate, store_certificate
from ops.secrets.rotation import restart_annotations, rotating
from ops.secrets.rotation.rotating import IN_SIGNING_KEYS
from ops.secrets.rotation.steps import USED, Step
from ops.secrets.sealed import CHANGED, MONITORING, SHOP, Sealed
from ops.secrets.store import Store


def make(where: Environment, certificate: str, environ: Mapping[str, str], *, now: int) -> str:
    """Creates and seals missing secrets with the given certificate, else the folder's, else the cluster's."""
    if certificate:
        if not Path(certificate).is_file():
            raise CommandError(f"There is no file {certificate}; `kubeseal --fetch-cert` prints a certificate.")
        store_certificate(Path(certificate).read_text(), where.certificate)
    elif not where.certificate.exists():
        store_certificate(fetch_certificate(where.context), where.certificate)
    seal = Sealer(where.certificate, SHOP)
    created = generated_secrets.create_missing(where.store, seal, now=now, roles=where.roles)
    if where.environment == "kind":
        generated_secrets.create_demo_logins(where.store, seal)
        generated_secrets.create_backup_store_login(where.store, seal)
        return _summary(created)
    generated_secrets.remove_test_logins(where.store)
    monitoring, seal_for_monitoring = where.store_of_monitoring, Sealer(where.certificate, MONITORING)
    created += generated_secrets.create_grafana_admin(monitoring, seal_for_monitoring)
    external_secrets.seal_provided(where.store, seal, environ, external_secrets.OPTIONAL)
    missing = external_secrets.seal_provided(where.store, seal, environ)
    missing += external_secrets.seal_provided(
        monitoring, seal_for_monitoring, environ, external_secrets.PROVIDED_TO_MONITORING
    )
    if missing:
        raise CommandError(f"{_summary(created)}\nSet {' and '.join(missing)}, which others issue, and try again.")
    return _summary(created)


# The kubelet updates a changed Secret in a pod's files within this time; old pods drain in less.
PAUSE_SECONDS = 120
# By name and step. A Broker may still hold events of the relay's old key; consumers take them until they are too old.
LONGER_PAUSES_SECONDS = {("relay", USED): EVENT_AGE_MAX.total_seconds()}


def rotate(where: Environment, name: str, environ: Mapping[str, str], *, now: int, at_once: bool = False) -> str:
    """Takes the next rotation step, and restarts the functions that must read the secret again."""
    _ensure_possible(where, name, sys.maxsize if at_once else now)
    before, when = list(where.store), datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        step = rotating.rotate(name, where.store, Sealer(where.certificate, SHOP), now=now, environ=environ)
    except KeyError as missing:
        raise CommandError(f"The secret {missing.args[0]} does not exist; `make secrets` creates it.") from None
    except ValueError as needed:
        raise CommandError(f"Others issue {name}: {needed}.") from None
    for sealed in where.store:
        if sealed not in before:
            where.store.put(_timed(sealed, name, when))
    restarts = _annotate_restarts(where, name, step, when) if step.secret else ""
    return f"{name}: {step.done}{restarts}\nDeploy the change now" + (
        f"; when every layer is Healthy, {step.next}." if step.next else "."
    )


def _ensure_possible(where: Environment, name: str, now: float) -> None:
    if name not in (names := rotating.names(where.roles)):
        raise CommandError(f"NAME= must be one of {', '.join(names)}.")
    if not where.certificate.exists():
        raise CommandError(f"{where.environment} has no secrets yet; `make secrets` creates them.")
    if (ready_at := _in_use_at(where.store, name)) > now:
        clock = datetime.fromtimestamp(ready_at, UTC).strftime("%H:%M:%S UTC")
        raise CommandError(
            f"{name}: the previous step must have its effect everywhere first. Deploy it, and continue at {clock}."
        )


def _annotate_restarts(where: Environment, name: str, step: Step, when: str) -> str:
    # Staging has production's functions.
    overlay = "kind" if where.environment == "kind" else "production"
    built = built_objects(f"knative/overlays/{overlay}")
    functions = [each for each in built if each["apiVersion"].startswith("serving.knative.dev")]
    readers = restart_annotations.readers(functions, step.secret, step.key)
    restart_annotations.write_annotations(where.restart_annotations, name, when, readers)
    return f"\n{len(readers)} functions get a new Revision."


def _timed(sealed: Sealed, name: str, when: str) -> Sealed:
    """Adds the time of the change and, during a rotation, of its step; other rotations may share the secret."""
    rotation = _rotation_of(name)
    step_taken = when if rotation in sealed.states else ""
    return sealed.with_state(CHANGED, when).with_state(f"{CHANGED}.{rotation}", step_taken)


def _in_use_at(store: Store, name: str) -> float:
    """The time from which nothing needs what the next step takes away; 0 for the first step."""
    sealed, rotation = store.get("signing-keys" if name in IN_SIGNING_KEYS else name), _rotation_of(name)
    if sealed is None or rotation not in sealed.states:
        return 0
    taken = sealed.states.get(f"{CHANGED}.{rotation}", sealed.states[CHANGED])
    pause = LONGER_PAUSES_SECONDS.get((name, sealed.states[rotation]), PAUSE_SECONDS)
    return datetime.fromisoformat(taken).timestamp() + pause


def _rotation_of(name: str) -> str:
    """The name of the rotation's state in the secret; only signing keys share a secret."""
    return name if name in (*IN_SIGNING_KEYS, AUTHORITY) else "login"


def _summary(created: list[str]) -> str:
    return f"Sealed {', '.join(created)}." if created else "All secrets that the shop creates itself are sealed."

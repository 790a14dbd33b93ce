"""What `make secrets` and `make rotate-secret` do with an environment's folder."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from ops.errors import CommandError
from ops.secrets import external_secrets, restart_annotations, rotating
from ops.secrets.environments import Environment
from ops.secrets.kubeseal import Sealer, fetch_certificate, keep_certificate
from ops.secrets.sealed import CHANGED, MONITORING, SHOP, Sealed
from ops.secrets.steps import Step
from ops.secrets.store import Store
from ops.shell import kustomized


def make(where: Environment, certificate: str, environ: Mapping[str, str], *, now: int) -> str:
    """Seals whatever is missing with the certificate of the file, of the folder, or of the cluster, in this order."""
    if certificate:
        if not Path(certificate).is_file():
            raise CommandError(f"There is no file {certificate}; `kubeseal --fetch-cert` writes a certificate.")
        keep_certificate(Path(certificate).read_text(), where.certificate)
    elif not where.certificate.exists():
        keep_certificate(fetch_certificate(where.context), where.certificate)
    seal = Sealer(where.certificate, SHOP)
    made = external_secrets.make_missing(where.store, seal, now=now)
    if where.environment == "kind":
        external_secrets.make_demo_logins(where.store, seal)
        return _told(made)
    made += external_secrets.make_grafana_admin(where.store_of_monitoring, Sealer(where.certificate, MONITORING))
    if missing := external_secrets.take_given(where.store, seal, environ):
        raise CommandError(f"{_told(made)}\nStill missing is what others issue; give it in {' and '.join(missing)}.")
    return _told(made)


# The kubelet brings a changed Secret to a pod's files within so long; old pods drain in less.
PAUSE_SECONDS = 120


def rotate(where: Environment, name: str, environ: Mapping[str, str], *, now: int, at_once: bool = False) -> str:
    """Takes the next step, and stamps whoever must read the secret anew."""
    _ensure_possible(where, name, sys.maxsize if at_once else now)
    before, when = list(where.store), datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        step = rotating.rotate(name, where.store, Sealer(where.certificate, SHOP), now=now, environ=environ)
    except KeyError as missing:
        raise CommandError(f"There is no {missing.args[0]} yet; `make secrets` seals it.") from None
    except ValueError as needed:
        raise CommandError(f"{name} is issued by others: {needed}.") from None
    for sealed in where.store:
        if sealed not in before:
            where.store.put(_timed(sealed, name, when))
    stamped = _restart_annotation(where, name, step, when) if step.secret else ""
    return f"{name}: {step.done}{stamped}\nDeploy this now" + (
        f"; when all of it is Healthy, {step.left}." if step.left else "."
    )


def _ensure_possible(where: Environment, name: str, now: float) -> None:
    if name not in rotating.names():
        raise CommandError(f"NAME= must be one of {', '.join(rotating.names())}.")
    if not where.certificate.exists():
        raise CommandError(f"There are no secrets of {where.environment} yet; `make secrets` seals them.")
    if (ready_at := _taken_up_at(where.store, name)) > now:
        clock = datetime.fromtimestamp(ready_at, UTC).strftime("%H:%M:%S UTC")
        raise CommandError(f"{name}: the step before must reach every pod first. Deploy it, and go on at {clock}.")


def _restart_annotation(where: Environment, name: str, step: Step, when: str) -> str:
    built = [each for each in yaml.safe_load_all(kustomized(f"knative/overlays/{where.environment}")) if each]
    functions = [each for each in built if each["apiVersion"].startswith("serving.knative.dev")]
    told_to = restart_annotations.readers(functions, step.secret, step.key)
    restart_annotations.restart_annotation(where.restart_annotations, name, when, told_to)
    return f"\n{len(told_to)} functions get a new Revision."


def _timed(sealed: Sealed, name: str, when: str) -> Sealed:
    """With the time of the change and, while its rotation is under way, of this one: others may share the secret."""
    rotation = _rotation_of(name)
    step_taken = when if rotation in sealed.states else ""
    return sealed.with_state(CHANGED, when).with_state(f"{CHANGED}.{rotation}", step_taken)


def _taken_up_at(store: Store, name: str) -> float:
    """When the step before this one can have reached everybody; long ago, where this is the first."""
    sealed, rotation = store.get("signing-keys" if name in external_secrets.USES else name), _rotation_of(name)
    if sealed is None or rotation not in sealed.states:
        return 0
    taken = sealed.states.get(f"{CHANGED}.{rotation}", sealed.states[CHANGED])
    return datetime.fromisoformat(taken).timestamp() + PAUSE_SECONDS


def _rotation_of(name: str) -> str:
    """What its state is called in the secret; only signing keys share one."""
    return name if name in external_secrets.USES else "login"


def _told(made: list[str]) -> str:
    return f"Sealed {', '.join(made)}." if made else "Everything that the shop makes for itself is sealed already."

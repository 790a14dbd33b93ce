"""What `make secrets` and `make rotate-secret` do with an environment's folder."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import yaml

from cluster.errors import CannotGoOn
from cluster.tools import kustomized
from sealing import making, rotating, stamps
from sealing.kubeseal import Sealer, fetch_certificate, keep_certificate
from sealing.places import Place
from sealing.sealed import MONITORING, SHOP


def make(where: Place, certificate: str, environ: Mapping[str, str], *, now: int) -> str:
    """Seals whatever is missing with the certificate of the file, of the folder, or of the cluster, in this order."""
    if certificate:
        if not Path(certificate).is_file():
            raise CannotGoOn(f"There is no file {certificate}; `kubeseal --fetch-cert` writes a certificate.")
        keep_certificate(Path(certificate).read_text(), where.certificate)
    elif not where.certificate.exists():
        keep_certificate(fetch_certificate(where.context), where.certificate)
    seal = Sealer(where.certificate, SHOP)
    made = making.make_missing(where.store, seal, now=now)
    if where.environment == "kind":
        making.make_demo_logins(where.store, seal)
        return _told(made)
    made += making.make_grafana_admin(where.store_of_monitoring, Sealer(where.certificate, MONITORING))
    if missing := making.take_given(where.store, seal, environ):
        raise CannotGoOn(f"{_told(made)}\nStill missing is what others issue; give it in {' and '.join(missing)}.")
    return _told(made)


def rotate(where: Place, name: str, environ: Mapping[str, str], *, now: int) -> str:
    """Takes the next step, and stamps whoever must read the secret anew."""
    if name not in rotating.names():
        raise CannotGoOn(f"NAME= must be one of {', '.join(rotating.names())}.")
    if not where.certificate.exists():
        raise CannotGoOn(f"There are no secrets of {where.environment} yet; `make secrets` seals them.")
    try:
        step = rotating.rotate(name, where.store, Sealer(where.certificate, SHOP), now=now, environ=environ)
    except KeyError as missing:
        raise CannotGoOn(f"There is no {missing.args[0]} yet; `make secrets` seals it.") from None
    except ValueError as needed:
        raise CannotGoOn(f"{name} is issued by others: {needed}.") from None
    told = [f"{name}: {step.done}"]
    if step.secret:
        built = [each for each in yaml.safe_load_all(kustomized(f"knative/overlays/{where.environment}")) if each]
        functions = [each for each in built if each["apiVersion"].startswith("serving.knative.dev")]
        told_to = stamps.readers(functions, step.secret, step.key)
        stamps.stamp(where.stamps, name, datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), told_to)
        told.append(f"{len(told_to)} functions get a new Revision.")
    told.append("Deploy this now" + (f"; when all of it is Healthy, {step.left}." if step.left else "."))
    return "\n".join(told)


def _told(made: list[str]) -> str:
    return f"Sealed {', '.join(made)}." if made else "Everything that the shop makes for itself is sealed already."

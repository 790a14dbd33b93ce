"""Runs kubeseal, and stores the certificate that an environment's secrets are sealed with."""

import shutil
import ssl
from pathlib import Path

from ops.errors import CommandError
from ops.shell import run

RELEASES = "https://github.com/bitnami/sealed-secrets/releases"


def ensure_installed() -> None:
    if shutil.which("kubeseal") is None:
        raise CommandError(f"kubeseal is not installed; see {RELEASES}, or run `make kubeseal`, which needs Go.")


def fetch_certificate(context: str) -> str:
    """The certificate of the cluster's controller, which is public."""
    ensure_installed()
    return run("kubeseal", "--fetch-cert", *(("--context", context) if context else ()), seconds=60)


def store_certificate(text: str, path: Path) -> None:
    """Writes the certificate; raises CommandError if the text is anything else, such as a private key."""
    try:
        ssl.PEM_cert_to_DER_cert(text.strip())
    except ValueError:
        raise CommandError("This is not a certificate: it must begin with -----BEGIN CERTIFICATE-----.") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


class Sealer:
    """Encrypts values for Secrets of one namespace; values are passed to kubeseal by standard input."""

    def __init__(self, certificate: Path, namespace: str) -> None:
        ensure_installed()
        self._options = ("--cert", str(certificate), "--namespace", namespace)

    def __call__(self, secret: str, value: str) -> str:
        command = ("kubeseal", "--raw", *self._options, "--name", secret, "--from-file", "/dev/stdin")
        return run(*command, input_text=value, seconds=30).strip()

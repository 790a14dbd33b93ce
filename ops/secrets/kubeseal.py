"""Runs kubeseal, and keeps the certificate with which an environment's secrets are sealed."""

import shutil
import ssl
from pathlib import Path

from ops.errors import CommandError
from ops.shell import run

WHERE = "https://github.com/bitnami-labs/sealed-secrets/releases"


def ensure_installed() -> None:
    if shutil.which("kubeseal") is None:
        raise CommandError(
            f"kubeseal is not installed; see {WHERE}, or with Go: "
            "go install github.com/bitnami-labs/sealed-secrets/cmd/kubeseal@v0.40.0"
        )


def fetch_certificate(context: str) -> str:
    """The certificate of the cluster's controller; anybody may have it."""
    ensure_installed()
    return run("kubeseal", "--fetch-cert", *(("--context", context) if context else ()), seconds=60)


def keep_certificate(text: str, path: Path) -> None:
    """Raises CannotGoOn when the text is no certificate, such as a private key."""
    try:
        ssl.PEM_cert_to_DER_cert(text.strip())
    except ValueError:
        raise CommandError("That is no certificate: it must begin with -----BEGIN CERTIFICATE-----.") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


class Sealer:
    """Encrypts for one namespace and the holder of the certificate's key. A value travels by standard input."""

    def __init__(self, certificate: Path, namespace: str) -> None:
        ensure_installed()
        self._options = ("--cert", str(certificate), "--namespace", namespace)

    def __call__(self, secret: str, value: str) -> str:
        command = ("kubeseal", "--raw", *self._options, "--name", secret, "--from-file", "/dev/stdin")
        return run(*command, input_text=value, seconds=30).strip()

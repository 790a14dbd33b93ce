"""Fetches upstream manifests: pinned in knative/platform/upstream.yaml, verified, and cached under .local/.

knative/platform/upstream-patches has the shop's changes to a manifest, under the name of its pin.
"""

import hashlib
import os
import re
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import yaml

from ops.errors import CommandError
from ops.shell import ROOT, kustomized

PINS = ROOT / "knative/platform/upstream.yaml"
PATCHES = ROOT / "knative/platform/upstream-patches"
CACHE = ROOT / ".local/upstream"
SECONDS, BYTES_MAX = 60, 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pin:
    name: str
    version: str
    url: str
    sha256: str


def pins() -> dict[str, Pin]:
    return {entry["name"]: Pin(**{k: str(v) for k, v in entry.items()}) for entry in yaml.safe_load(PINS.read_text())}


def manifest(name: str) -> str:
    """The manifest with the shop's patches merged in, so that applying it twice changes nothing."""
    text, patches = released(name), PATCHES / f"{name}.yaml"
    if not patches.exists():
        return text
    with tempfile.TemporaryDirectory() as folder:
        kustomization = {"resources": ["released.yaml"], "patches": [{"path": "patches.yaml"}]}
        Path(folder, "released.yaml").write_text(text)
        Path(folder, "patches.yaml").write_text(patches.read_text())
        Path(folder, "kustomization.yaml").write_text(yaml.safe_dump(kustomization))
        return kustomized(folder)


def released(name: str) -> str:
    """The released manifest, from UPSTREAM_MIRROR, or verified by checksum from the cache or from upstream."""
    pin, mirror = pins()[name], os.environ.get("UPSTREAM_MIRROR", "")
    if mirror:
        # A mirror is trusted without a checksum, because it may have changed manifests, such as the names of images.
        return _read(f"{mirror.rstrip('/')}/{pin.url.removeprefix('https://')}").decode()
    cached = CACHE / f"{pin.name}-{pin.version}.yaml"
    if not cached.exists() or not _matches(pin, cached.read_bytes()):
        content = _read(pin.url)
        if not _matches(pin, content):
            raise CommandError(
                f"{pin.url} is not the file that knative/platform/upstream.yaml pins.\n"
                "Review the change; if it is legitimate, `python -m ops.cluster pin` updates the checksum."
            )
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_bytes(content)
    return cached.read_text()


def trust() -> str:
    """A short note on whether the manifests are verified."""
    if mirror := os.environ.get("UPSTREAM_MIRROR", ""):
        return f"from {mirror}, not verified by checksum"
    unknown = [pin.name for pin in pins().values() if not pin.sha256]
    return f"no checksum for {', '.join(unknown)}" if unknown else "checksums verified"


def pin() -> None:
    """Reads every manifest from upstream and updates its checksum beside its address."""
    text = PINS.read_text()
    for known in pins().values():
        found = hashlib.sha256(_read(known.url)).hexdigest()
        pattern = rf'({re.escape(known.url)}\n  sha256: )"[0-9a-f]*"'
        text = re.sub(pattern, rf'\g<1>"{found}"', text)
        print(f"{known.name:<20} {found}{'' if found == known.sha256 else '  (new)'}")
    PINS.write_text(text)


def _matches(pin: Pin, content: bytes) -> bool:
    return not pin.sha256 or hashlib.sha256(content).hexdigest() == pin.sha256


def _read(address: str) -> bytes:
    try:
        if "://" not in address:
            return Path(address).read_bytes()
        if not address.startswith(("https://", "http://", "file://")):
            raise CommandError(f"UPSTREAM_MIRROR must be a folder or a web address, not {address}.")
        with urllib.request.urlopen(address, timeout=SECONDS) as response:  # noqa: S310 - the scheme was checked
            content: bytes = response.read(BYTES_MAX)
            return content
    except OSError as failure:
        raise CommandError(f"{address} cannot be read: {failure}.\nSet UPSTREAM_MIRROR to use a copy.") from None

"""What is fetched from upstream: pinned in knative/platform/upstream.yaml, checked, and kept under .local/.

What we change of its workloads stands in knative/platform/upstream-patches, under the name of the pin.
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
CHANGES = ROOT / "knative/platform/upstream-patches"
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
    """What is applied of it: the file with our changes, merged beforehand so that applying it twice changes nothing."""
    text, changes = released(name), CHANGES / f"{name}.yaml"
    if not changes.exists():
        return text
    with tempfile.TemporaryDirectory() as folder:
        kustomization = {"resources": ["released.yaml"], "patches": [{"path": "changes.yaml"}]}
        Path(folder, "released.yaml").write_text(text)
        Path(folder, "changes.yaml").write_text(changes.read_text())
        Path(folder, "kustomization.yaml").write_text(yaml.safe_dump(kustomization))
        return kustomized(folder)


def released(name: str) -> str:
    """The file's text, from UPSTREAM_MIRROR, from the cache, or from upstream, where its checksum must be right."""
    pin, mirror = pins()[name], os.environ.get("UPSTREAM_MIRROR", "")
    if mirror:
        # A mirror may have changed what it serves, such as the names of images: it is trusted as it is.
        return _read(f"{mirror.rstrip('/')}/{pin.url.removeprefix('https://')}").decode()
    cached = CACHE / f"{pin.name}-{pin.version}.yaml"
    if not cached.exists() or not _is_right(pin, cached.read_bytes()):
        content = _read(pin.url)
        if not _is_right(pin, content):
            raise CommandError(
                f"{pin.url} is not the file that knative/platform/upstream.yaml pins.\n"
                "Read what changed; if it is right, `python -m ops.cluster pin` writes the new checksum."
            )
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_bytes(content)
    return cached.read_text()


def trust() -> str:
    """How much of what is fetched is checked, in a few words."""
    if mirror := os.environ.get("UPSTREAM_MIRROR", ""):
        return f"from {mirror}, not checked against upstream's checksums"
    unknown = [pin.name for pin in pins().values() if not pin.sha256]
    return f"no checksum known of {', '.join(unknown)}" if unknown else "checksums verified"


def pin() -> None:
    """Reads every file from upstream and writes its checksum beside its address."""
    text = PINS.read_text()
    for known in pins().values():
        found = hashlib.sha256(_read(known.url)).hexdigest()
        pattern = rf'({re.escape(known.url)}\n  sha256: )"[0-9a-f]*"'
        text = re.sub(pattern, rf'\g<1>"{found}"', text)
        print(f"{known.name:<20} {found}{'' if found == known.sha256 else '  (new)'}")
    PINS.write_text(text)


def _is_right(pin: Pin, content: bytes) -> bool:
    return not pin.sha256 or hashlib.sha256(content).hexdigest() == pin.sha256


def _read(address: str) -> bytes:
    try:
        if "://" not in address:
            return Path(address).read_bytes()
        if not address.startswith(("https://", "http://", "file://")):
            raise CommandError(f"UPSTREAM_MIRROR must be a folder or a web address, not {address}.")
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - the scheme was checked
            content: bytes = answer.read(BYTES_MAX)
            return content
    except OSError as failure:
        raise CommandError(f"{address} cannot be read: {failure}.\nUPSTREAM_MIRROR may name a copy.") from None

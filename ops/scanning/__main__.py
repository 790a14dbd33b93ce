"""`python -m ops.scanning` scans files for secrets, manifests for weaknesses, and images for known vulnerabilities.

A grave finding ends it with status 1. Without the list of known vulnerabilities it says so and checks the rest;
with --require-database that ends it with status 1 too.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ops.cluster import images
from ops.errors import CommandError
from ops.scanning import material, trivy
from ops.scanning.trivy import GRAVE, STRICT, Answer
from ops.shell import ROOT, succeeds

SBOMS = ROOT / "dist/sbom"
Result = tuple[str, Answer]


def scanned_files(folder: Path) -> Iterator[Result]:
    files, manifests = folder / "files", folder / "manifests"
    manifests.mkdir()
    material.write_files(files)
    yield "secrets in files", trivy.ask("fs", "--scanners", "secret", *STRICT, ".", folder=files)
    material.write_manifests(manifests)
    config = ("config", "--skip-check-update", *GRAVE, *STRICT, ".")
    yield "manifests", trivy.ask(*config, folder=manifests)
    yield "Dockerfiles", trivy.ask(*config[:-1], "--misconfig-scanners", "dockerfile", ".", folder=files)


def scanned_image(name: str, database: bool) -> Iterator[Result]:
    tag, sbom = images.tagged(name), SBOMS / f"{name}.cdx.json"
    SBOMS.mkdir(parents=True, exist_ok=True)
    local: tuple[str, ...] = ("--image-src", "docker", "--skip-db-update", "--skip-java-db-update", "--offline-scan")
    # The shop has no Java. A base image may, from a system package that is listed as such; Trivy would want one more
    # database to name it a second time.
    local = (*local, "--skip-files", "**/*.jar")
    trivy.ask("image", *local, "--format", "cyclonedx", "--output", str(sbom), "--quiet", tag)
    yield f"{name}: SBOM in {sbom.relative_to(ROOT)}", Answer(True, "")
    yield f"{name}: secrets", trivy.ask("image", *local, "--scanners", "secret", *STRICT, tag)
    if database:
        known = ("--scanners", "vuln", "--ignore-unfixed", *GRAVE, *STRICT)
        yield f"{name}: known vulnerabilities", trivy.ask("image", *local, *known, tag)


def scan(database: bool) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        yield from scanned_files(Path(folder))
    if not succeeds("docker", "info"):
        raise CommandError("The Docker engine does not answer: images are not scanned; start it and repeat.")
    for name in images.IMAGES:
        yield from scanned_image(name, database)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scanning")
    parser.add_argument("--require-database", action="store_true")
    required = parser.parse_args().require_database
    found = 0
    try:
        trivy.ensure_installed()
        if missing := trivy.refresh_database():
            print("THE LIST OF KNOWN VULNERABILITIES CANNOT BE REACHED; images are checked for all else.")
            print(f"  {missing}")
        for what, answer in scan(database=not missing):
            print(f"{'ok  ' if answer.clean else 'STOP'} {what}")
            if not answer.clean:
                print(answer.text)
            found += not answer.clean
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 1 if found or (missing and required) else 0


if __name__ == "__main__":
    sys.exit(main())

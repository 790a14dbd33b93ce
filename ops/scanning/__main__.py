"""`python -m ops.scanning` scans files for secrets, manifests for weaknesses, and images for known vulnerabilities.

A severe finding makes the exit status 1. Without the vulnerability database it reports that and scans for the rest;
with --require-database the exit status is then 1 too.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ops.cluster import images
from ops.errors import CommandError, run_command
from ops.scanning import scan_targets, trivy
from ops.scanning.trivy import SEVERE, STRICT, Output
from ops.shell import ROOT, succeeds

SBOMS = ROOT / "dist/sbom"
Result = tuple[str, Output]


def scanned_files(folder: Path) -> Iterator[Result]:
    files, manifests = folder / "files", folder / "manifests"
    manifests.mkdir()
    scan_targets.write_files(files)
    yield "secrets in files", trivy.scan("fs", "--scanners", "secret", *STRICT, ".", folder=files)
    scan_targets.write_manifests(manifests)
    config = ("config", "--skip-check-update", *SEVERE, *STRICT, ".")
    yield "manifests", trivy.scan(*config, folder=manifests)
    yield "Dockerfiles", trivy.scan(*config[:-1], "--misconfig-scanners", "dockerfile", ".", folder=files)


def scanned_image(name: str, database: bool) -> Iterator[Result]:
    tag, sbom = images.tagged(name), SBOMS / f"{name}.cdx.json"
    SBOMS.mkdir(parents=True, exist_ok=True)
    local: tuple[str, ...] = ("--image-src", "docker", "--skip-db-update", "--skip-java-db-update", "--offline-scan")
    # The shop has no Java. A base image may contain some in a system package, which is scanned as such; scanning the
    # JAR files too would need one more database.
    local = (*local, "--skip-files", "**/*.jar")
    trivy.scan("image", *local, "--format", "cyclonedx", "--output", str(sbom), "--quiet", tag)
    yield f"{name}: SBOM in {sbom.relative_to(ROOT)}", Output(True, "")
    yield f"{name}: secrets", trivy.scan("image", *local, "--scanners", "secret", *STRICT, tag)
    if database:
        known = ("--scanners", "vuln", "--ignore-unfixed", *SEVERE, *STRICT)
        yield f"{name}: known vulnerabilities", trivy.scan("image", *local, *known, tag)


def scan(database: bool) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        yield from scanned_files(Path(folder))
    if not succeeds("docker", "info"):
        raise CommandError("The Docker engine does not respond, so images were not scanned. Start it and try again.")
    for name in images.IMAGES:
        yield from scanned_image(name, database)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scanning")
    parser.add_argument("--require-database", action="store_true")
    required = parser.parse_args().require_database
    found = 0
    trivy.ensure_installed()
    if missing := trivy.refresh_database():
        print("THE VULNERABILITY DATABASE CANNOT BE REACHED; images are scanned for everything else.")
        print(f"  {missing}")
    for subject, output in scan(database=not missing):
        print(f"{'ok  ' if output.clean else 'FAIL'} {subject}")
        if not output.clean:
            print(output.text)
        found += not output.clean
    return 1 if found or (missing and required) else 0


if __name__ == "__main__":
    run_command(main)

"""The folder that holds an environment's SealedSecrets, and the list of them for Kustomize."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sealing.sealed import SHOP, Sealed, read, written

LIST = "kustomization.yaml"
HEAD = """\
# What only the cluster can read, and what it makes of it. `make secrets` and `make rotate-secret` write this folder.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: {}
resources:{}
"""


@dataclass(frozen=True, slots=True)
class Store:
    """`folder` holds one file per SealedSecret, by its name."""

    folder: Path
    namespace: str = SHOP

    def __iter__(self) -> Iterator[Sealed]:
        return (read(path.read_text()) for path in sorted(self.folder.glob("*.yaml")) if path.name != LIST)

    def get(self, name: str) -> Sealed | None:
        path = self._path(name)
        return read(path.read_text()) if path.exists() else None

    def known(self, name: str) -> Sealed:
        """Raises KeyError where there is none."""
        if (sealed := self.get(name)) is None:
            raise KeyError(name)
        return sealed

    def put(self, sealed: Sealed) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path(sealed.name).write_text(written(sealed, self.namespace))
        names = sorted(path.name for path in self.folder.glob("*.yaml") if path.name != LIST)
        listed = "".join(f"\n  - {name}" for name in names)
        (self.folder / LIST).write_text(HEAD.format(self.namespace, listed))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

"""Stores an environment's SealedSecrets in a folder, with their kustomization."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.secrets.sealed import CHANGED, SHOP, Sealed, read, written

LIST = "kustomization.yaml"
HEAD = """\
# Sealed secrets, which only the cluster can read. `make secrets` and `make rotate-secret` write this folder.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:{listed}
"""
# A changed Job runs again: when there are other logins, or the owner has another password.
DEPLOY = """\
patches:
  - target: {{kind: Job, name: database-deploy}}
    patch: |
      apiVersion: batch/v1
      kind: Job
      metadata: {{name: database-deploy}}
      spec:
        template:
          metadata: {{annotations: {{cloudshop.dev/owner-changed: "{owner}"}}}}
          spec: {{containers: [{{name: deploy, env: [{{name: LOGINS, value: {logins}}}]}}]}}
"""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with one file per SealedSecret, named like it."""

    folder: Path
    namespace: str = SHOP

    def __iter__(self) -> Iterator[Sealed]:
        return (read(path.read_text()) for path in sorted(self.folder.glob("*.yaml")) if path.name != LIST)

    def get(self, name: str) -> Sealed | None:
        path = self._path(name)
        return read(path.read_text()) if path.exists() else None

    def require(self, name: str) -> Sealed:
        """Like `get`; raises KeyError if there is none."""
        if (sealed := self.get(name)) is None:
            raise KeyError(name)
        return sealed

    def put(self, sealed: Sealed) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._path(sealed.name).write_text(written(sealed, self.namespace))
        (self.folder / LIST).write_text(self._list())

    def remove(self, name: str) -> None:
        self._path(name).unlink()
        (self.folder / LIST).write_text(self._list())

    def _list(self) -> str:
        listed = "".join(f"\n  - {sealed.name}.yaml" for sealed in self)
        roles, owner = self.get("database-roles"), self.get("database-owner")
        if roles is None or owner is None:
            return HEAD.format(listed=listed)
        changed, logins = owner.states.get(CHANGED, "never"), " ".join(sorted(roles.parts))
        return HEAD.format(listed=listed) + DEPLOY.format(owner=changed, logins=logins)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.yaml"

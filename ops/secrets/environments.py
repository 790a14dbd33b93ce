"""Finds the folders of an environment's sealed secrets: under .local/ for a local cluster, in Git for the others."""

from dataclasses import dataclass
from pathlib import Path

from db.rights import ROLES, TEST_ONLY
from ops.errors import CommandError
from ops.secrets.sealed import MONITORING
from ops.secrets.store import Store
from ops.shell import CONTEXT, ROOT, run

ENVIRONMENTS = ("kind", "staging", "production")


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment's folders; `context` is kubectl's, or empty for its current one."""

    environment: str
    folder: Path
    context: str
    monitoring: Path

    @property
    def roles(self) -> tuple[str, ...]:
        """The database roles that have a login there."""
        return ROLES if self.environment == "kind" else tuple(role for role in ROLES if role not in TEST_ONLY)

    @property
    def store(self) -> Store:
        return Store(self.folder / "secrets")

    @property
    def store_of_monitoring(self) -> Store:
        return Store(self.monitoring, MONITORING)

    @property
    def restart_annotations(self) -> Path:
        return self.folder / "restart-annotations/kustomization.yaml"

    @property
    def certificate(self) -> Path:
        return self.folder / "sealing-certificate.pem"

    def files(self, overlay: str) -> dict[str, str]:
        """The files that belong in the overlay, by path in the project."""
        secrets = {f"{overlay}/secrets/{path.name}": path for path in sorted(self.store.folder.glob("*.yaml"))}
        restart_annotations = (
            {f"{overlay}/restart-annotations/{self.restart_annotations.name}": self.restart_annotations}
            if self.restart_annotations.exists()
            else {}
        )
        return {name: path.read_text() for name, path in (secrets | restart_annotations).items()}


def environment(environment: str, context: str = "") -> Environment:
    if environment not in ENVIRONMENTS:
        raise CommandError(f"ENV must be {', '.join(ENVIRONMENTS[:-1])} or {ENVIRONMENTS[-1]}, not {environment}.")
    if environment != "kind":
        monitoring = ROOT / f"observability/overlays/{environment}/secrets"
        return Environment(environment, ROOT / f"knative/overlays/{environment}", context, monitoring)
    context = context or CONTEXT
    folder = ROOT / ".local/sealed" / _identity(context)
    return Environment(environment, folder, context, folder / "monitoring")


def _identity(context: str) -> str:
    """The cluster's id: another cluster of the same name has another sealing key."""
    query = ("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")
    return run("kubectl", "--context", context, *query).strip()

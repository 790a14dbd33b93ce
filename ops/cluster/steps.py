"""Lists the steps of `make cluster`; each step is idempotent, so an interrupted run can be repeated."""

from ops.cluster import argo, deploy, git_server, images, observability, platform, preflight, secrets
from ops.cluster.progress import run_steps
from ops.shell import NAME, run


def up() -> None:
    run_steps(
        {
            "Check this machine": preflight.check,
            **deploy.build(),
            "Create the cluster": platform.make_cluster,
            "Load the images into its nodes": images.load,
            "Install the CRDs of Knative and Traefik": platform.install_crds,
            "Start Knative, Traefik and Sealed Secrets": platform.install_programs,
            "Start the Prometheus Operator": observability.install,
            "Start Argo CD": argo.install,
            "Start the Git server": git_server.start,
            **deploy.follow(),
        }
    )
    print("\nThe shop is at http://localhost:8080, its mails are at http://mail.localhost:8080. Logins:")
    for role, login in secrets.demo_logins().items():
        print(f"  {role:<8} {login['email']}  {login['password']}")
    print("`make cluster-down` deletes the cluster.")


def down() -> None:
    run("kind", "delete", "cluster", "--name", NAME)

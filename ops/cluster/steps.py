"""What `make cluster` does, step by step. Every step leaves alone what is as it should be, so all can be repeated."""

from ops.cluster import argo, deploy, git_server, images, observability, platform, preflight, secrets
from ops.cluster.progress import go_through
from ops.shell import NAME, run


def up() -> None:
    go_through(
        {
            "Check this machine": preflight.check,
            **deploy.take(),
            "Make the cluster": platform.make_cluster,
            "Load the images into its nodes": images.load,
            "Install the kinds of Knative and Traefik": platform.install_kinds,
            "Start Knative, Traefik and Sealed Secrets": platform.install_programs,
            "Start the Prometheus Operator": observability.install,
            "Start Argo CD": argo.install,
            "Start the Git server": git_server.start,
            **deploy.follow(),
        }
    )
    print("\nThe shop is at http://localhost:8080, its mails are at http://mail.localhost:8080. Who can log in:")
    for role, login in secrets.demo_logins().items():
        print(f"  {role:<8} {login['email']}  {login['password']}")
    print("`make cluster-down` removes all of it.")


def down() -> None:
    run("kind", "delete", "cluster", "--name", NAME)

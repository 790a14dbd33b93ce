"""What `make cluster` does, step by step. Every step leaves alone what is as it should be, so all can be repeated."""

from cluster import images, platform, preflight, secrets, shop
from cluster.progress import go_through
from cluster.tools import NAME, run


def up() -> None:
    go_through(
        {
            "Check this machine": preflight.check,
            "Build the shop's images": images.build,
            "Make the cluster": platform.make_cluster,
            "Load the images into its nodes": images.load,
            "Install the kinds of Knative and Traefik": platform.install_kinds,
            "Start Knative and Traefik": platform.install_programs,
            "Set Knative up": platform.apply_settings,
            "Fence the shop's namespace": shop.fence,
            "Make development secrets": secrets.ensure,
            "Start PostgreSQL and PgBouncer": shop.start_database,
            "Migrate the database": shop.migrate,
            "Fill the demo shop": shop.seed,
            "Deploy the functions": shop.deploy_functions,
            "Deploy the web shop": shop.deploy_web_shop,
            "Connect events and entry": shop.connect,
        }
    )
    print("\nThe shop is at http://localhost:8080, its mails are at http://mail.localhost:8080. Who can log in:")
    for role, login in secrets.demo_logins().items():
        print(f"  {role:<8} {login['email']}  {login['password']}")
    print("`make cluster-down` removes all of it.")


def down() -> None:
    run("kind", "delete", "cluster", "--name", NAME)

"""Fills in the operator's settings for production, and the few changes that this machine needs."""

import re
from collections.abc import Mapping

from tests.support.cluster.production.names import (
    ALARM_HOST,
    ALERTED,
    MAIL_HOST,
    SENDER,
    SHOP_HOST,
    STORE_HOST,
    TLS_SECRET,
)
from tests.support.servers.mail_server import USER

SHOP = "argocd/production/shop/shop.yaml"
LEGAL = "This merchant sells to tests only, and delivers nothing to anybody."
VALUES = {
    "shop_name": "Merchant on Kind",
    "url": f"https://{SHOP_HOST}",
    "tls_secret": TLS_SECRET,
    "mail_from": SENDER,
    "seller_name": "Merchant Ltd",
    "seller_street": "1 Long Lane",
    "seller_postal_code": "D01",
    "seller_city": "Dublin",
    "seller_country": "IE",
    "seller_vat_number": "IE6388047V",
    "seller_registration": "none",
    "currency": "EUR",
    "languages": "en,fr",
    "payment_provider": "stripe",
    "stripe_publishable_key": "pk_live_standIn1",
    "stripe_stored_cards": "none",
    "stripe_wallets": "none",
    # Kind's pods, among them Traefik and the activator.
    "trusted_proxies": "10.244.0.0/16",
    "alerts_mail_to": ALERTED,
    "alerts_smtp_server": f"{MAIL_HOST}:587",
    "alerts_smtp_user": USER,
    "alerts_watchdog_url": f"https://{ALARM_HOST}/watchdog",
    "logs_kept": "2d",
    "sales_kept": "3653d",
    "guest_carts_kept": "30d",
}
# In every image that calls what is outside.
AUTHORITY_FILE, AUTHORITY_NAME = "/etc/ssl/outside.pem", "outside.pem"
OWN_FILES = {
    "argocd/production/10-database/store.conf": f"""\
[global]
repo1-s3-endpoint={STORE_HOST}
repo1-s3-bucket=backups
repo1-s3-region=us-east-1
repo1-s3-uri-style=path
repo1-storage-ca-file={AUTHORITY_FILE}
""",
    # Alertmanager's image is not the shop's, so the authority comes to it from outside.
    "argocd/production/40-observability/trust.yaml": f"""\
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {{name: shop, namespace: monitoring}}
spec:
  configMaps: [outside-authority]
  containers:
    - name: alertmanager
      env: [{{name: SSL_CERT_FILE, value: /etc/alertmanager/configmaps/outside-authority/{AUTHORITY_NAME}}}]
""",
}
OBSERVABILITY = "argocd/production/40-observability/kustomization.yaml"
TRUST = "patches: [{path: trust.yaml}]\n"
GRAFANA, GRAFANA_LINE = "observability/overlays/production/kustomization.yaml", "../../components/grafana, "
# All functions start at once, to prove that they can, which takes minutes on a small machine.
PROGRESS_DEADLINE = ("knative/platform/settings/deployment.yaml", "progress-deadline: 120s", "progress-deadline: 1800s")
REPOSITORY = "argocd/production/repository/repository.yaml"
GIT_SERVER = "git://git-server.argocd.svc.cluster.local/shop.git"


def filled(text: str) -> str:
    """Production's shop.yaml with a value for each setting that Git leaves unset; its comments stay as they are."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        name, _, value = line.strip().partition(": ")
        if line.startswith(f"  {name}: ") and "unset" in value:
            lines[number] = f'  {name}: "{LEGAL if name.startswith("legal_") else VALUES[name]}"\n'
    return "".join(lines)


def files(read: Mapping[str, str], *, has_grafana: bool) -> dict[str, str]:
    """The files of this production, by their paths; `read` has those of the commit."""
    path, before, after = PROGRESS_DEADLINE
    changed = {
        SHOP: filled(read[SHOP]),
        REPOSITORY: re.sub(r"^  url: .*$", f"  url: {GIT_SERVER}", read[REPOSITORY], flags=re.MULTILINE),
        OBSERVABILITY: read[OBSERVABILITY] + TRUST,
        path: read[path].replace(before, after),
    }
    if not has_grafana:
        changed[GRAFANA] = read[GRAFANA].replace(GRAFANA_LINE, "")
    assert all(text != read[name] for name, text in changed.items()), "a placeholder is not where it was"
    return {**changed, **OWN_FILES}


READ = (SHOP, REPOSITORY, OBSERVABILITY, PROGRESS_DEADLINE[0], GRAFANA)

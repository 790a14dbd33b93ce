"""The host names of this production, and its logins at other services."""

from tests.support.servers.mail_server import PASSWORD, USER
from tests.support.servers.stripe_server import SECRET_KEY

# A cluster of its own beside that of `make cluster`; CLUSTER_NAME says so to everything that is run for it.
CLUSTER = "cloudshop-production"
# No domain that is reserved for examples, which production-check refuses; in this cluster its names lead to stand-ins.
DOMAIN = "merchant-on-kind.com"
SHOP_HOST = f"shop.{DOMAIN}"
MAIL_HOST, ALARM_HOST, STORE_HOST = f"smtp.{DOMAIN}", f"alarm.{DOMAIN}", f"backups.{DOMAIN}"
STRIPE_HOST = "api.stripe.com"
# Of RFC 5737: outside of every cluster network, so that production's own NetworkPolicies let pods reach them.
PROVIDERS, STORE = "203.0.113.10", "203.0.113.11"
ADDRESSES = {STRIPE_HOST: PROVIDERS, MAIL_HOST: PROVIDERS, ALARM_HOST: PROVIDERS, STORE_HOST: STORE}

SENDER = f"Merchant on Kind <orders@{DOMAIN}>"
ALERTED = f"night@{DOMAIN}"
TLS_SECRET = "shop-tls"
# The port of this machine that leads to Traefik's `websecure`.
HTTPS_PORT = 8443

WEBHOOK_SECRET = "whsec_of_this_test"
STORE_LOGIN = {"BACKUP_STORE_ACCESS_KEY": "merchant", "BACKUP_STORE_SECRET_KEY": "of-this-test-only"}
# What `make secrets` asks for, since others issue it.
ISSUED = {
    "SMTP_URL": f"smtp://{USER}:{PASSWORD.replace('@', '%40').replace(':', '%3A').replace('/', '%2F')}@{MAIL_HOST}:587",
    "ALERTS_SMTP_PASSWORD": PASSWORD,
    "STRIPE_SECRET_KEY": SECRET_KEY,
    "STRIPE_WEBHOOK_SECRETS": WEBHOOK_SECRET,
    **STORE_LOGIN,
}

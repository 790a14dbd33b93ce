"""A function of its own exports more products than a file once could have."""

import csv
import http.client
import io
import time
from contextlib import closing
from string import Template
from uuid import uuid4

import psycopg
import pytest

from functions.runtime.security.caller_identity import CALLER_HEADER, caller_claims, caller_header
from functions.runtime.security.ed25519 import public_key
from local.host.operations import ROOT
from local.host.ports import free_port
from tests.support.operations.shop import ALL, GATEWAY_KEY
from tests.support.postgres import StartPostgres
from tests.support.scale.rows import FUNCTIONS, PRODUCTS
from tests.support.servers.function_server import is_listening, started
from tests.support.waiting import eventually

NUMBER = 10_500
# Triggers do not run, so that loading takes a second.
LOADING = "-c session_replication_role=replica -c statement_timeout=0 -c transaction_timeout=0"


@pytest.mark.timeout(300)
def test_a_shop_of_more_than_ten_thousand_products_is_exported_whole(start_postgres: StartPostgres) -> None:
    with start_postgres() as server:
        with psycopg.connect(server.url.replace("+psycopg", ""), options=LOADING) as connection:
            connection.execute(FUNCTIONS)
            for table, rows in PRODUCTS.items():
                connection.execute(f"INSERT INTO {table} {Template(rows).substitute(products=NUMBER)}")
            connection.execute("ANALYZE catalog.products, catalog.variants, catalog.images, inventory.stock")
        port = free_port()
        source = ROOT / "functions/catalog/export_products.py"
        public = public_key(GATEWAY_KEY)
        process = started(source, port, "export_products", DATABASE_URL=server.url, GATEWAY_PUBLIC_KEYS=public)
        try:
            eventually(lambda: is_listening(port), seconds=60, what="the function listens")
            content = downloaded(port)
        finally:
            process.kill()
            process.wait(10)
    found = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(found) == 2 * NUMBER
    assert len({row["Handle"] for row in found}) == NUMBER
    assert {row["Variant Inventory Qty"] for row in found} == {"0", "50"}


def downloaded(port: int) -> bytes:
    claims = caller_claims(str(uuid4()), "staff", None, permissions=ALL, factor_at=None, now=time.time())
    caller = caller_header(GATEWAY_KEY, "export-products", claims)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/", headers={CALLER_HEADER: caller})
        response = connection.getresponse()
        assert (response.status, response.getheader("transfer-encoding")) == (200, "chunked")
        return response.read()

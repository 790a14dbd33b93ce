"""Lists the dashboards' queries, with their variables filled in as by Grafana."""

import re
from collections.abc import Iterator

from codegen.dashboards.rendering import descriptions, queries

# As Grafana fills them in for three hours on a screen; the operation is one that every order needs.
FILLED = {"$__rate_interval": "1m", "$operation": "place-order"}


def filled(query: str) -> str:
    return re.sub(r"\$\w+", lambda variable: FILLED[variable[0]], query)


def dashboard_queries() -> Iterator[tuple[str, str]]:
    """Every query of every panel, with the names of its dashboard and panel."""
    for name, description in descriptions().items():
        for row in description["rows"]:
            for panel in row["panels"]:
                for legend, query in queries(panel).items():
                    yield f"{name}: {panel['title']} [{legend}]", filled(query)

"""The certificates of the shop's host and of the stand-ins, made once for a cluster."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ops.secrets.certificates.issuing import Authority
from tests.support.cluster.production.names import ADDRESSES, SHOP_HOST


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates and keys, as PEM."""

    authority: str
    shop: str
    shop_key: str
    outside: str
    outside_key: str


def certificates(folder: Path) -> Certificates:
    """Those in the folder, which are made if there are none."""
    file = folder / "certificates.json"
    if not file.exists():
        authority = Authority.new("outside of the shop", int(time.time()))
        issued = [*authority.issue(SHOP_HOST, [SHOP_HOST]), *authority.issue("stand-ins", [*ADDRESSES])]
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(Certificates(authority.certificate, *issued))))
    return Certificates(**json.loads(file.read_text()))

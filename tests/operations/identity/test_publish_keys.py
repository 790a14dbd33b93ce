import json
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from functions.identity.keys.key_file import KeyFile
from functions.identity.keys.key_rotation import ACTIVATION_DELAY_SECONDS, add_key
from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, KEYS_CACHE_SECONDS, LEEWAY_SECONDS
from tests.support.operations.accounts import log_in, registered
from tests.support.operations.shop import Shop

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "token-keys.json"


def published(shop: Shop, **headers: str) -> Any:
    return shop.call("publish-keys", method="GET", headers=headers)


def verifies(keys: Any, token: str) -> bool:
    try:
        jwt.decode(token, KeySet.import_key_set(keys), registry=TokenSignatures())
    except JoseError:
        return False
    return True


class TestPublishKeys:
    def test_shows_public_parts_only(self, shop: Shop, key_file: Path) -> None:
        (private,) = json.loads(key_file.read_text())["keys"]
        answer = published(shop)
        assert answer.status_code == 200
        assert answer.json == {
            "keys": [
                {
                    "kid": private["kid"],
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "use": "sig",
                    "alg": "EdDSA",
                    "x": private["x"],
                }
            ]
        }
        assert private["d"] not in answer.text

    def test_may_be_kept_for_a_while_and_asked_for_by_etag(self, shop: Shop, key_file: Path) -> None:
        first = published(shop)
        assert first.headers["cache-control"] == f"public, max-age={KEYS_CACHE_SECONDS}"
        assert published(shop, **{"if-none-match": first.headers["etag"]}).status_code == 304
        add_key(key_file, now=int(shop.now.timestamp()))
        assert published(shop, **{"if-none-match": first.headers["etag"]}).status_code == 200

    def test_is_unavailable_while_there_are_no_keys(self, shop: Shop, tmp_path: Path) -> None:
        shop.parts["token_keys"] = KeyFile(tmp_path / "missing.json")
        assert published(shop).status_code == 503


class TestRotation:
    def test_publishes_a_key_before_it_signs(self, shop: Shop, key_file: Path) -> None:
        registered(shop)
        before = published(shop).json
        add_key(key_file, now=int(shop.now.timestamp()))
        assert len(published(shop).json["keys"]) == 2
        assert verifies(before, log_in(shop).json["access_token"])

    def test_fails_no_valid_token_and_then_withdraws_the_old_key(self, shop: Shop, key_file: Path) -> None:
        """A checker that asks as seldom as it may, against tokens kept as long as they are valid."""
        registered(shop)
        start = int(shop.now.timestamp())
        old_kid = published(shop).json["keys"][0]["kid"]
        add_key(key_file, now=start)
        known, known_at, tokens = published(shop).json, start, []
        end = start + ACTIVATION_DELAY_SECONDS + ACCESS_LIFETIME_SECONDS + LEEWAY_SECONDS + 1
        for now in [*range(start, end, 60), end]:
            shop.now = type(shop.now).fromtimestamp(now, shop.now.tzinfo)
            tokens.append((now, log_in(shop).json["access_token"]))
            valid = [token for signed_at, token in tokens if now <= signed_at + ACCESS_LIFETIME_SECONDS]
            assert all(verifies(known, token) for token in valid)
            if now - known_at >= KEYS_CACHE_SECONDS:
                known, known_at = published(shop).json, now
        assert old_kid not in {key["kid"] for key in published(shop).json["keys"]}
        assert not verifies(published(shop).json, tokens[0][1])

    def test_signs_with_the_new_key_once_it_is_active(self, shop: Shop, key_file: Path) -> None:
        registered(shop)
        before = published(shop).json
        add_key(key_file, now=int(shop.now.timestamp()), delay_seconds=0)
        assert not verifies(before, log_in(shop).json["access_token"])
        assert verifies(published(shop).json, log_in(shop).json["access_token"])

    def test_goes_on_with_the_keys_it_has_when_the_new_file_makes_no_sense(self, shop: Shop, key_file: Path) -> None:
        registered(shop)
        before = published(shop).json
        key_file.write_text('{"keys": [')
        assert published(shop).json == before
        assert verifies(before, log_in(shop).json["access_token"])

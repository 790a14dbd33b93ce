"""Every secret is replaced while the shop serves: a pod that runs with the step before understands a pod that
runs with the one after, and the other way round."""

import itertools
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.verification import VerificationError

from codegen.operations import ROOT
from db.rights import ROLES
from eventing.times import EVENT_AGE_MAX
from functions.identity.keys.key_file import parse_keys
from functions.identity.rules import published_keys, signing_key
from functions.runtime.security import ed25519
from functions.runtime.security.signatures import is_signed, sign
from ops.errors import CommandError
from ops.secrets import commands, external_secrets, generated_secrets, secret_templates, signing_keys, trigger_keys
from ops.secrets.certificates import authority
from ops.secrets.commands import PAUSE_SECONDS, make, rotate
from ops.secrets.environments import Environment
from ops.secrets.kubeseal import Sealer
from ops.secrets.rotation import release_before, restart_annotations, rotating
from ops.secrets.sealed import CHANGED
from ops.secrets.store import Store
from tests.support.manifests.builds import built, functions
from tests.support.sealing import NOW, Unseal

MESSAGE = b"what travels"
SIGNERS = {"relay": ["relay-outbox"], "gateway": ["gateway"]}


def step(name: str, store: Store, seal: Sealer, now: int = NOW, **environ: str) -> str:
    return rotating.rotate(name, store, seal, now=now, environ=environ).done


class TestSharedKeys:
    @pytest.mark.parametrize("use", signing_keys.SHARED)
    def test_are_replaced_with_no_message_refused(
        self, use: str, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        held = [unseal()["signing-keys"][use].split()]
        for number in (1, 2, 3, 1, 2, 3):
            assert step(use, full_store, seal).startswith(f"{number} of 3")
            held.append(unseal()["signing-keys"][use].split())
        for before, after in itertools.pairwise(held):
            assert is_signed(after, MESSAGE, sign(before, MESSAGE))
            assert is_signed(before, MESSAGE, sign(after, MESSAGE))
        assert [len(keys) for keys in held] == [1, 2, 2, 1, 2, 2, 1]
        assert not {*held[0]} & {*held[3]}
        assert not {*held[3]} & {*held[6]}

    def test_are_replaced_one_without_the_others(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        before = unseal()["signing-keys"]
        step("webhook", full_store, seal)
        assert {use for use in signing_keys.USES if unseal()["signing-keys"][use] != before[use]} == {"webhook"}


class TestKeyPairs:
    @pytest.mark.parametrize("pair", signing_keys.PAIRS)
    def test_are_replaced_with_no_message_refused(
        self, pair: str, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        held = [(keys[pair], keys[signing_keys.public(pair)].split()) for keys in [unseal()["signing-keys"]]]
        for number in (1, 2, 3, 1, 2, 3):
            assert step(pair, full_store, seal).startswith(f"{number} of 3")
            keys = unseal()["signing-keys"]
            held.append((keys[pair], keys[signing_keys.public(pair)].split()))
        for before, after in itertools.pairwise(held):
            assert ed25519.is_signed(after[1], MESSAGE, ed25519.sign(before[0], MESSAGE))
            assert ed25519.is_signed(before[1], MESSAGE, ed25519.sign(after[0], MESSAGE))
        assert [len(public) for _, public in held] == [1, 2, 2, 1, 2, 2, 1]
        assert len({private for private, _ in held}) == 3
        assert not {*held[0][1]} & {*held[3][1]}

    def test_of_which_only_one_side_has_what_signs(self) -> None:
        for overlay in ("kind", "production"):
            services = functions(overlay).values()
            readers = {pair: restart_annotations.readers(services, "signing-keys", pair) for pair in signing_keys.PAIRS}
            assert readers == SIGNERS


class TestTriggerKeys:
    def test_are_replaced_with_no_call_refused(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        held = [unseal()["signing-keys"]]
        for number in (1, 2, 3, 1, 2, 3):
            assert step(trigger_keys.NAME, full_store, seal).startswith(f"{number} of 3")
            held.append(unseal()["signing-keys"])
        contexts = len(trigger_keys.CONTEXTS)
        for context in map(trigger_keys.signed_with, trigger_keys.CONTEXTS):
            for before, after in itertools.pairwise(held):
                for caller, callee in ((before, after), (after, before)):
                    assert is_signed(
                        callee[trigger_keys.VERIFIED_WITH].split(), MESSAGE, sign([caller[context]], MESSAGE)
                    )
            assert len({keys[context] for keys in held}) == 3
        accepted = [keys[trigger_keys.VERIFIED_WITH].split() for keys in held]
        assert [len({*keys}) for keys in accepted] == [contexts * times for times in (1, 2, 2, 1, 2, 2, 1)]
        assert not {*accepted[0]} & {*accepted[3]}

    def test_are_with_the_operations_of_one_context_that_write_and_with_those_that_these_call(self) -> None:
        called = ["purge-expired-data", "relay-outbox", "send-webhooks", "sweep"]
        for overlay in ("kind", "production"):
            services = functions(overlay).values()
            labels = {each["metadata"]["name"]: each["metadata"]["labels"] for each in services}
            assert restart_annotations.readers(services, "signing-keys", trigger_keys.VERIFIED_WITH) == called
            for context in trigger_keys.CONTEXTS:
                key = trigger_keys.signed_with(context)
                assert restart_annotations.readers(services, "signing-keys", key) == sorted(
                    name
                    for name, each in labels.items()
                    if (each["cloudshop.dev/context"], each["cloudshop.dev/database"]) == (context, "read-write")
                    and "cloudshop.dev/test-only" not in each
                )
            written = {each["cloudshop.dev/context"] for each in labels.values()} - {"gateway"}
            assert written == {*trigger_keys.CONTEXTS}


class TestTheReleaseBefore:
    def test_is_understood_until_its_keys_are_taken_away(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        keys, shared = full_store.require("signing-keys"), signing_keys.new_key()
        for use in (*signing_keys.ONCE_OF_CALLERS, *map(trigger_keys.signed_with, trigger_keys.CONTEXTS)):
            keys = keys.without_template(use)
        keys = keys.without_template(trigger_keys.VERIFIED_WITH)
        for use in release_before.USES:
            keys = keys.with_part(f"{use}_1", seal(keys.name, shared)).with_template(use, f"{{{{ .{use}_1 }}}}")
        full_store.put(keys)
        with pytest.raises(CommandError, match="make secrets"):
            step(release_before.NAME, full_store, seal)
        generated_secrets.create_missing(full_store, seal, now=NOW)
        assert {unseal()["signing-keys"][use] for use in release_before.USES} == {shared}
        held = [unseal()["signing-keys"]]
        for number in (1, 2):
            for use in signing_keys.ONCE_OF_CALLERS:
                with pytest.raises(CommandError, match="NAME=release-before"):
                    step(use, full_store, seal)
            assert step(release_before.NAME, full_store, seal).startswith(f"{number} of 2")
            held.append(unseal()["signing-keys"])
            assert not {*release_before.USES} & {*held[-1]}
        assert not [value for value in held[-1].values() if shared in value]
        for use in signing_keys.ONCE_OF_CALLERS:
            assert [len(keys[use].split()) for keys in held] == [2, 2, 1]
            # As the release before signs, then with a key of its own.
            assert [keys[use].split()[0] == shared for keys in held] == [True, False, False]
        assert step(release_before.NAME, full_store, seal) == "nothing of it is accepted any more."


class TestLogins:
    @pytest.mark.parametrize("context", ["orders", "card_simulator", "metrics"])
    def test_go_over_to_the_other_one_while_both_are_known(
        self, context: str, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        name = secret_templates.secret_of(context)
        states = [unseal()]
        for number in (1, 2, 3, 1, 2, 3):
            assert step(name, full_store, seal).startswith(f"{number} of 3")
            states.append(unseal())
        for state, other in [*itertools.pairwise(states), *((b, a) for a, b in itertools.pairwise(states))]:
            # A function that started in one state is let in by PgBouncer and PostgreSQL of the other.
            login, _, password = (
                state[name]["pgbouncer" if context == "metrics" else "url"].split("//")[1].split("@")[0].partition(":")
            )
            assert f'"{login}" "{password}"\n' in other["database-roles"]["userlist.txt"]
            assert other["database-roles"][login] == password
        assert [sum(role.startswith(context) for role in state["database-roles"]) for state in states] == [
            1, 2, 2, 1, 2, 2, 1,
        ]  # fmt: skip
        assert len({str(state[name].get("url", state[name].get("pgbouncer"))) for state in states}) == 3

    def test_leave_the_other_contexts_alone(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        before = unseal()["database-roles"]
        step("database-orders", full_store, seal)
        after = unseal()["database-roles"]
        assert {role: after[role] for role in ROLES} == {role: before[role] for role in ROLES}


class TestCertificates:
    def test_are_replaced_with_no_server_refused(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        states = [unseal()]
        for number in (1, 2, 3, 1, 2, 3):
            assert step(authority.AUTHORITY, full_store, seal).startswith(f"{number} of 3")
            states.append(unseal())
        for state, other in [*itertools.pairwise(states), *((b, a) for a, b in itertools.pairwise(states))]:
            for secret, host in authority.HOSTS.items():
                verify(state[secret]["tls.crt"], other[authority.AUTHORITY]["ca.crt"], host)
        served = [state["postgres-tls"]["tls.crt"] for state in states]
        assert len({*served}) == 3
        with pytest.raises(VerificationError):
            verify(served[0], states[3][authority.AUTHORITY]["ca.crt"], authority.HOSTS["postgres-tls"])

    def test_are_for_one_server_each(self, full_store: Store, unseal: Unseal) -> None:
        secrets = unseal()
        with pytest.raises(VerificationError):
            verify(secrets["pgbouncer-tls"]["tls.crt"], secrets[authority.AUTHORITY]["ca.crt"], "postgres-primary")

    def test_belong_to_their_keys(self, full_store: Store, unseal: Unseal) -> None:
        for secret in authority.HOSTS:
            pair = unseal()[secret]
            key = load_pem_private_key(pair["tls.key"].encode(), None)
            assert load_pem_x509_certificate(pair["tls.crt"].encode()).public_key() == key.public_key()


def verify(certificate: str, authorities: str, host: str) -> None:
    """As a client does that trusts these authorities."""
    store = x509.verification.Store(x509.load_pem_x509_certificates(authorities.encode()))
    at = datetime.fromtimestamp(NOW, UTC)
    verifier = x509.verification.PolicyBuilder().store(store).time(at).build_server_verifier(x509.DNSName(host))
    verifier.verify(load_pem_x509_certificate(certificate.encode()), [])


class TestTokenKeys:
    def test_a_new_one_is_known_long_before_it_signs(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        step("token", full_store, seal)
        keys = parse_keys(unseal()["token-keys"]["keys.json"])
        old, new = (key.kid for key in keys)
        assert [key.kid for key in published_keys(keys, NOW)] == [old, new]
        for later, expected in ((0, old), (3599, old), (3600, new)):
            signing = signing_key(keys, NOW + later)
            assert signing is not None
            assert signing.kid == expected

    def test_an_old_one_is_thrown_away_once_it_counts_no_more(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        for later in (0, 86400, 2 * 86400):
            step("token", full_store, seal, NOW + later)
        keys = parse_keys(unseal()["token-keys"]["keys.json"])
        assert len(keys) == len(full_store.require("token-keys").parts) == 2


class TestTheOwner:
    def test_logs_in_with_the_old_password_to_set_the_new_one(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        before = unseal()["database-owner"]
        step("database-owner", full_store, seal)
        after = unseal()["database-owner"]
        assert after["url_before"] == before["url"]
        assert after["password"] not in ("", before["password"])
        assert f":{after['password']}@" in after["url"]


class TestGiven:
    def test_is_replaced_by_what_is_given(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        external_secrets.seal_provided(full_store, seal, {"SMTP_URL": "smtp://old:25"})
        step("mail", full_store, seal, SMTP_URL="smtp://new:25")
        assert unseal()["mail"]["url"] == "smtp://new:25"

    def test_says_what_must_be_given(self, full_store: Store, seal: Sealer) -> None:
        external_secrets.seal_provided(full_store, seal, {"SMTP_URL": "smtp://old:25"})
        with pytest.raises(ValueError, match="SMTP_URL"):
            step("mail", full_store, seal)


def logins_of(job: Any) -> list[str]:
    (container,) = job["template"]["spec"]["containers"]
    found: str = next(each["value"] for each in container["env"] if each["name"] == "LOGINS")
    return found.split()


class TestCommands:
    @pytest.fixture
    def place(self, full_store: Store, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
        monkeypatch.setattr(commands, "built_objects", built)
        where = Environment("kind", full_store.folder.parent, "", full_store.folder.parent / "monitoring")
        assert make(where, str(keys / "certificate.pem"), {}, now=NOW).startswith(
            "All secrets that the shop creates itself"
        )
        return where

    def test_a_step_annotates_every_function_that_reads_the_secret(self, place: Environment) -> None:
        output = rotate(place, "relay", {}, now=NOW)
        (patch,) = yaml.safe_load(place.restart_annotations.read_text())["patches"]
        stamped = patch["target"]["name"].split("|")
        assert "reserve-stock" in stamped
        assert "place-order" not in stamped
        assert f"{len(stamped)} functions get a new Revision" in output
        assert 'rotated-relay: "2027-01-15T08:00:00Z"' in patch["patch"]

    @pytest.mark.parametrize("name", ["refresh", "database-orders"])
    def test_a_step_waits_until_the_one_before_is_everywhere(self, name: str, place: Environment) -> None:
        rotate(place, name, {}, now=NOW)
        with pytest.raises(CommandError, match="continue at 08:02:00 UTC"):
            rotate(place, name, {}, now=NOW + PAUSE_SECONDS - 1)
        assert "2 of 3" in rotate(place, name, {}, now=NOW + PAUSE_SECONDS)
        assert "3 of 3" in rotate(place, name, {}, now=NOW + PAUSE_SECONDS, at_once=True)
        assert "1 of 3" in rotate(place, name, {}, now=NOW + PAUSE_SECONDS)

    def test_the_relays_old_key_is_accepted_as_long_as_an_event_of_it_may_be(self, place: Environment) -> None:
        rotate(place, "relay", {}, now=NOW)
        used = NOW + PAUSE_SECONDS
        assert "2 of 3" in rotate(place, "relay", {}, now=used)
        oldest = used + int(EVENT_AGE_MAX.total_seconds())
        with pytest.raises(CommandError, match="continue at 14:02:00 UTC"):
            rotate(place, "relay", {}, now=oldest - 1)
        assert "3 of 3" in rotate(place, "relay", {}, now=oldest)

    def test_a_step_waits_for_its_own_secret_only(self, place: Environment) -> None:
        for number in (1, 2, 3):
            for seconds, name in enumerate(("refresh", "webhook", "database-orders")):
                assert f"{number} of 3" in rotate(place, name, {}, now=NOW + number * PAUSE_SECONDS + seconds)

    def test_what_was_changed_says_when(self, place: Environment) -> None:
        rotate(place, "database-orders", {}, now=NOW)
        changed = {sealed.name: sealed.states.get(CHANGED) for sealed in place.store if CHANGED in sealed.states}
        assert changed == dict.fromkeys(("database-orders", "database-roles"), "2027-01-15T08:00:00Z")

    def test_an_overlay_of_the_folder_builds(self, place: Environment, tmp_path: Path) -> None:
        for _ in ("the public key", "the private key, which the relay reads"):
            rotate(place, "relay", {}, now=NOW, at_once=True)
        for folder in ("knative", "argocd", "db", "eventing", "observability", "rollouts"):
            shutil.copytree(ROOT / folder, tmp_path / "shop" / folder)
        for name, text in place.files("knative/overlays/kind").items():
            (tmp_path / "shop" / name).write_text(text)
        database = built(str(tmp_path / "shop/argocd/kind/10-database"))
        sealed = {each["metadata"]["name"] for each in database if each["kind"] == "SealedSecret"}
        assert sealed >= {"database-owner", "database-roles", "signing-keys", "token-keys"}
        backend = built(str(tmp_path / "shop/argocd/kind/20-backend"))
        (relay,) = (
            each for each in backend if each["metadata"]["name"] == "relay-outbox" and each["kind"] == "Service"
        )
        assert "cloudshop.dev/rotated-relay" in relay["spec"]["template"]["metadata"]["annotations"]

    def test_every_step_that_changes_who_logs_in_makes_another_job(self, place: Environment, tmp_path: Path) -> None:
        for folder in ("knative", "argocd", "db"):
            shutil.copytree(ROOT / folder, tmp_path / "shop" / folder)
        jobs = []
        for name in ("", "database-orders", "database-orders", "database-orders", "database-owner"):
            if name:
                rotate(place, name, {}, now=NOW, at_once=True)
            for path, text in place.files("knative/overlays/kind").items():
                (tmp_path / "shop" / path).write_text(text)
            built.cache_clear()
            things = built(str(tmp_path / "shop/argocd/kind/10-database"))
            jobs.append(next(each for each in things if each["kind"] == "Job")["spec"])
        begun, published, used, retired, owner = jobs
        assert logins_of(begun) == [*sorted(ROLES)]
        assert logins_of(published) == sorted([*ROLES, "orders_2"])
        assert used == published
        assert logins_of(retired) == sorted({*ROLES, "orders_2"} - {"orders"})
        assert owner != retired

    def test_stamps_of_other_secrets_stay(self, place: Environment) -> None:
        for name in ("webhook", "refresh", "webhook"):
            rotate(place, name, {}, now=NOW, at_once=True)
        assert len(yaml.safe_load(place.restart_annotations.read_text())["patches"]) == 2


def test_readers_are_those_who_have_it_in_their_environment() -> None:
    services = functions("kind").values()
    assert restart_annotations.readers(services, "database-orders") == sorted(
        path.stem
        for path in ROOT.glob("knative/base/services/orders/*.yaml")
        if "cloudshop.dev/database: none" not in path.read_text()
    )
    assert restart_annotations.readers(services, "signing-keys", "webhook") == [
        "pay-by-test-card",
        "receive-payment-webhook",
        "simulate-cards",
    ]
    token_keys = ["issue-api-token", "log-in", "log-in-with-passkey", "publish-keys", "refresh-session"]
    assert restart_annotations.readers(services, "token-keys") == token_keys

from datetime import UTC, datetime

import pytest

from functions.identity.factors.totp import base32, code_at, enrolment_uri, matching_step, step_at

# RFC 6238, appendix B, of which apps show the last six digits.
SECRET = b"12345678901234567890"
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(SECRET, step_at(datetime.fromtimestamp(seconds, UTC))) == code


def test_a_code_counts_for_the_half_minute_before_and_after_and_never_again() -> None:
    code = code_at(SECRET, 100)
    assert [matching_step(SECRET, code, now, after=0) for now in (98, 99, 100, 101, 102)] == [None, 100, 100, 100, None]
    assert matching_step(SECRET, code, 100, after=100) is None


def test_an_app_reads_the_account_and_the_secret_from_the_link() -> None:
    assert base32(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    uri = enrolment_uri(SECRET, "ada@example.org")
    assert (
        uri == "otpauth://totp/CloudShop%3Aada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CloudShop"
    )

"""Verifies what authenticators have signed (WebAuthn level 2, sections 7.1 and 7.2), with the library `webauthn`.

A person must have been verified by the device, such as by a fingerprint or a PIN: a passkey replaces both factors. Who
made the authenticator is not asked.
"""

from dataclasses import dataclass

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import (
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    parse_attestation_object,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    RegistrationCredential,
)

from functions.identity.passkeys.errors import PasskeyRefused
from functions.identity.passkeys.fields import PasskeyAnswer, decoded, encoded
from functions.identity.passkeys.relying_party import RelyingParty
from functions.identity.passkeys.rules import CREDENTIAL_BYTES_MAX

# Every browser has the first; the others are those of older security keys and of Windows.
ALGORITHMS = [COSEAlgorithmIdentifier(each) for each in (-7, -8, -257)]
# The library's own errors and what it lets through of malformed input.
_MALFORMED = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class NewKey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


def verified_key(party: RelyingParty, challenge: str, client_data: str, attestation: str) -> NewKey:
    """The key that an authenticator has made for this challenge; raises PasskeyRefused."""
    try:
        made = parse_attestation_object(decoded(attestation)).auth_data.attested_credential_data
        credential_id = made.credential_id if made is not None else b""
        verified = verify_registration_response(
            credential=RegistrationCredential(
                id=encoded(credential_id),
                raw_id=credential_id,
                response=AuthenticatorAttestationResponse(decoded(client_data), decoded(attestation)),
            ),
            expected_challenge=decoded(challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
        decoded_public_key_to_cryptography(decode_credential_public_key(verified.credential_public_key))
    except _MALFORMED:
        raise PasskeyRefused from None
    if len(credential_id) > CREDENTIAL_BYTES_MAX:
        raise PasskeyRefused
    return NewKey(credential_id, verified.credential_public_key, verified.sign_count)


def verified_count(party: RelyingParty, answer: PasskeyAnswer, public_key: bytes, sign_count: int) -> int:
    """How often the authenticator has signed, with this answer; raises PasskeyRefused.

    A count that is not above `sign_count` is that of a copy of the key, if the authenticator counts.
    """
    credential_id = decoded(answer.credential_id)
    signed = decoded(answer.client_data), decoded(answer.authenticator_data), decoded(answer.signature)
    try:
        verified = verify_authentication_response(
            credential=AuthenticationCredential(
                id=encoded(credential_id), raw_id=credential_id, response=AuthenticatorAssertionResponse(*signed)
            ),
            expected_challenge=decoded(answer.challenge),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except _MALFORMED:
        raise PasskeyRefused from None
    return verified.new_sign_count

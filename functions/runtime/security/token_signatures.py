"""Restricts joserfc to the one signature algorithm of the shop's tokens."""

from typing import TYPE_CHECKING

from joserfc.errors import UnsupportedAlgorithmError
from joserfc.jws import JWSRegistry

from functions.runtime.security.tokens import ALGORITHM

if TYPE_CHECKING:
    from joserfc._rfc7515.model import JWSAlgModel


class TokenSignatures(JWSRegistry):
    """Accepts EdDSA only.

    RFC 9864 renames it to Ed25519, and joserfc warns about the old name at each use; but every verifier knows that
    name.
    """

    def get_alg(self, name: str) -> "JWSAlgModel":
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(f"Tokens are signed with {ALGORITHM} only.")
        return self.algorithms[name]

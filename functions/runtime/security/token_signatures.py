"""The one way tokens are signed, for joserfc's encode and decode: no token chooses its own."""

from typing import TYPE_CHECKING

from joserfc.errors import UnsupportedAlgorithmError
from joserfc.jws import JWSRegistry

from functions.runtime.security.tokens import ALGORITHM

if TYPE_CHECKING:
    from joserfc._rfc7515.model import JWSAlgModel


class TokenSignatures(JWSRegistry):
    """Takes EdDSA and nothing else.

    RFC 9864 renames it to Ed25519, of which joserfc warns at every use; the older name is the one that
    verifiers everywhere know.
    """

    def get_alg(self, name: str) -> "JWSAlgModel":
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(f"Tokens are signed with {ALGORITHM} only.")
        return self.algorithms[name]

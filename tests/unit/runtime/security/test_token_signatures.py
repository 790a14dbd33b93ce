import pytest
from joserfc.errors import UnsupportedAlgorithmError

from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ALGORITHM


class TestTokenSignatures:
    def test_are_made_by_one_algorithm(self) -> None:
        assert TokenSignatures().get_alg(ALGORITHM).name == ALGORITHM

    @pytest.mark.parametrize("name", ["none", "HS256", "RS256", "ES256", "Ed448", "eddsa", ""])
    def test_are_none_by_any_other(self, name: str) -> None:
        """The gateway reads the header before; this is what refuses a token wherever that was forgotten."""
        with pytest.raises(UnsupportedAlgorithmError):
            TokenSignatures().get_alg(name)

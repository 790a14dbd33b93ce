"""The windows in which tests of the staff's pages run."""

import pytest

from tests.support.web.visitor import DESKTOP, PHONE

in_both_languages = pytest.mark.parametrize(
    ("language", "size"), [pytest.param("en", DESKTOP, id="English"), pytest.param("fr", PHONE, id="French")]
)

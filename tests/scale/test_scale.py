"""What a call costs does not depend on how much the shop holds: the statements of every operation at two sizes."""

import pytest

from local.host.operations import operations
from tests.support.postgres import StartPostgres
from tests.support.scale.bounds import BOUNDED
from tests.support.scale.loading import Size
from tests.support.scale.measurement import STATEMENTS, listed, measure
from tests.support.scale.measuring import Measured

# Loading the larger shop takes most of a minute of processor time.
pytestmark = [pytest.mark.xdist_group("scale"), pytest.mark.timeout(1200)]
SMALL, LARGE = Size(products=1_000, orders=10_000), Size(products=30_000, orders=100_000)
GROWTH_MAX = 1.5
# Indexes of few rows have a level less than those of many.
BUFFERS_MIN = 40


@pytest.fixture(scope="module")
def small(start_postgres: StartPostgres) -> Measured:
    with start_postgres() as server:
        return measure(server, SMALL)


@pytest.fixture(scope="module")
def large(start_postgres: StartPostgres) -> Measured:
    with start_postgres() as server:
        return measure(server, LARGE)


def grown(small: Measured, large: Measured) -> dict[tuple[str, str], tuple[int, int]]:
    """Every statement that reads more pages in the larger shop, with the pages in both."""
    pages = {
        (operation, statement): (small.costs[operation][statement].buffers, cost.buffers)
        for operation, costs in large.costs.items()
        for statement, cost in costs.items()
        if statement in small.costs[operation]
    }
    return {key: (few, many) for key, (few, many) in pages.items() if many > max(few, BUFFERS_MIN) * GROWTH_MAX}


def bound(operation: str, statement: str) -> int:
    """The pages that the statement may read although they are more in a larger shop."""
    return max((most for (known, part), most in BOUNDED.items() if known == operation and part in statement), default=0)


def test_every_operation_with_a_database_is_called(small: Measured) -> None:
    with_database = {name for name, each in operations().items() if each.labels["cloudshop.dev/database"] != "none"}
    assert with_database - small.calls.keys() == set()


def test_no_statement_reads_more_pages_in_a_larger_shop(small: Measured, large: Measured) -> None:
    assert {key: pages for key, pages in grown(small, large).items() if pages[1] > bound(*key)} == {}


def test_nothing_has_a_bound_that_does_not_grow(small: Measured, large: Measured) -> None:
    """Statements of one bound need it together: which of them grows today depends on what PostgreSQL has cleaned up."""
    reasons = {(operation, most) for (operation, _), most in BOUNDED.items()}
    assert reasons - {(operation, bound(operation, statement)) for operation, statement in grown(small, large)} == set()


def test_no_operation_executes_a_statement_that_is_not_listed(small: Measured, large: Measured) -> None:
    assert listed(small, large) == STATEMENTS.read_text(), "`make statements` writes the list anew"

"""`python -m tests.support.mutants [domain...]` tries every mutant, and writes the page once all were tried."""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.support.mutants.locks import locks
from tests.support.mutants.mutant import Mutant, defects
from tests.support.mutants.results import PAGE, digest, keep, kept, page
from tests.support.mutants.trial import Result
from tests.support.mutants.worker import prepare, try_out


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("domains", nargs="*", help="money, stock, locks ...; all without one")
    parser.add_argument("--only", default="", help="those with this text in what they break")
    parser.add_argument("--again", action="store_true", help="also those that were tried before")
    parser.add_argument("--quick", action="store_true", help="run no other tests if those of a mutant notice nothing")
    parser.add_argument("--report", action="store_true", help="write the page of what was tried, and try nothing")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    mutants = [*defects(), *locks()]
    of_domains = [mutant for mutant in mutants if not given.domains or mutant.domain in given.domains]
    chosen = [mutant for mutant in of_domains if given.only in mutant.breaks]
    results = (
        [] if given.report else _campaign(chosen, {} if given.again else kept(), given.workers, widens=not given.quick)
    )
    failed = [mutant for mutant, result in results if not is_as_expected(mutant, result)]
    for mutant in failed:
        print(f"NOT CAUGHT by its tests: {mutant.domain}: {mutant.breaks}")
    # The page is about all of them: trying a few leaves it as it is.
    if given.report or chosen == mutants:
        PAGE.write_text(page(mutants, kept()))
    return 1 if failed else 0


def is_as_expected(mutant: Mutant, result: Result) -> bool:
    return result.verdict == ("survived" if mutant.equivalent else "caught")


def _campaign(
    mutants: list[Mutant], known: dict[str, Result], workers: int, *, widens: bool
) -> list[tuple[Mutant, Result]]:
    results = {mutant: known[digest(mutant)] for mutant in mutants if digest(mutant) in known}
    waiting = [mutant for mutant in mutants if mutant not in results]
    print(f"{len(mutants)} mutants, {len(results)} of them tried before", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="cloudshop-mutants-", ignore_cleanup_errors=True) as folder,
        ProcessPoolExecutor(workers, get_context("spawn"), prepare, (folder, widens)) as pool,
    ):
        running = {pool.submit(try_out, mutant): mutant for mutant in waiting}
        for number, done in enumerate(as_completed(running), start=1):
            mutant, result = running[done], done.result()
            results[mutant] = result
            if result.verdict != "broken":
                keep(mutant, result)
            told = f"[{number}/{len(waiting)}] {result.verdict}: {mutant.domain}: {mutant.breaks}"
            print(f"{told} ({result.seconds} s) {result.caught_by}", flush=True)
    return [(mutant, results[mutant]) for mutant in mutants]


if __name__ == "__main__":
    sys.exit(main())

"""`python -m ops.scaling check` validates the autoscaling settings; `diff COMMIT` explains what changed since then."""

import argparse
import sys

from ops.errors import CommandError
from ops.scaling import budget, manifests, meaning, table
from ops.scaling.columns import Row
from ops.shell import ROOT, run


def check() -> int:
    wrong = 0
    for overlay in manifests.OVERLAYS:
        path = manifests.table_path(overlay)
        rows, found = table.read((ROOT / path).read_text(), manifests.function_names())
        facts = None if found else manifests.facts(overlay)
        if facts:
            found = budget.findings(rows, facts)
        print(f"{path}: {len(rows)} functions, {f'{len(found)} to mend' if found else 'sound'}")
        for line in found:
            print(f"  ✗ {line}")
        for line in budget.summary(rows, facts) if facts else []:
            print(f"    {line}")
        wrong += len(found)
    return 1 if wrong else 0


def diff(base: str) -> int:
    for overlay in manifests.OVERLAYS:
        path = manifests.table_path(overlay)
        old, new = _of_commit(base, path), _rows((ROOT / path).read_text(), path)
        found = list(meaning.changes(old, new, manifests.facts(overlay)))
        print(f"{path}: {f'{len(found)} cells are' if found else 'nothing is'} other than in {base}")
        for each in found:
            cells = f"{each.old} → {each.new}".strip()
            print(f"  {each.function:<25} {each.column:<12} {cells:<11} {each.meaning}")
    return 0


def _of_commit(base: str, path: str) -> dict[str, Row]:
    """The rows of then; the functions of then are whatever the table says."""
    run("git", "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    if not run("git", "ls-tree", base, path).strip():
        raise CommandError(f"{base} has no {path} yet: there is nothing to compare with.")
    return table.read(run("git", "show", f"{base}:{path}"), None)[0]


def _rows(text: str, path: str) -> dict[str, Row]:
    rows, found = table.read(text, manifests.function_names())
    if found:
        raise CommandError(f"{path} must be mended first; `make tune-check` says how:\n" + "\n".join(found))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scaling")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="names, ranges, and what there is of connections, CPU and memory")
    commands.add_parser("diff", help="what changed since a commit, and what it means").add_argument("commit")
    chosen = parser.parse_args()
    try:
        return diff(chosen.commit) if chosen.command == "diff" else check()
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

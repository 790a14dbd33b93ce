"""`python -m ops.scaling check` validates the autoscaling settings; `diff COMMIT` explains the changes since then."""

import argparse

from ops.errors import CommandError, run_command
from ops.scaling import budget, change_effects, manifests, schedules, table
from ops.scaling.columns import Row
from ops.shell import ROOT, run


def check() -> int:
    problems = 0
    for overlay in manifests.OVERLAYS:
        path = manifests.table_path(overlay)
        text = (ROOT / path).read_text()
        rows, found = table.read(text, manifests.function_names(overlay))
        found = found or list(schedules.problems(text, rows))
        facts = None if found else manifests.facts(overlay)
        if facts:
            found = budget.findings(rows, facts)
        print(f"{path}: {len(rows)} functions, {f'{len(found)} problems' if found else 'valid'}")
        for line in found:
            print(f"  ✗ {line}")
        for line in budget.summary(rows, facts) if facts else []:
            print(f"    {line}")
        problems += len(found)
    return 1 if problems else 0


def diff(base: str) -> int:
    for overlay in manifests.OVERLAYS:
        path = manifests.table_path(overlay)
        old, new = _of_commit(base, path), _rows((ROOT / path).read_text(), overlay, path)
        found = list(change_effects.changes(old, new, manifests.facts(overlay)))
        print(f"{path}: {len(found) or 'no'} changes since {base}")
        for each in found:
            cells = f"{each.old} → {each.new}".strip()
            print(f"  {each.function:<25} {each.column:<12} {cells:<11} {each.meaning}")
        for line in _changed_schedules(base, path):
            print(f"  schedules                 {line}")
    return 0


def _changed_schedules(base: str, path: str) -> list[str]:
    gone, new = schedules.changed(run("git", "show", f"{base}:{path}"), (ROOT / path).read_text())
    return [*(f"gone: {each}" for each in gone), *(f"new: {each}" for each in new)]


def _of_commit(base: str, path: str) -> dict[str, Row]:
    """The rows at that commit; every function name in them is accepted."""
    run("git", "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    if not run("git", "ls-tree", base, path).strip():
        raise CommandError(f"{base} has no {path} to compare with.")
    return table.read(run("git", "show", f"{base}:{path}"), None)[0]


def _rows(text: str, overlay: str, path: str) -> dict[str, Row]:
    rows, found = table.read(text, manifests.function_names(overlay))
    if found:
        raise CommandError(f"{path} is invalid; `make tune-check` lists the problems:\n" + "\n".join(found))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scaling")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate names, ranges, and the use of connections, CPU and memory")
    commands.add_parser("diff", help="explain what changed since a commit").add_argument("commit")
    chosen = parser.parse_args()
    return diff(chosen.commit) if chosen.command == "diff" else check()


if __name__ == "__main__":
    run_command(main)

"""`make production-check` says what production still lacks; its exit status is 1 if a file has a problem."""

import sys

from ops.production import files, outside, settings
from ops.shell import ROOT

SETTINGS = "argocd/production/shop/shop.yaml"


def main() -> int:
    found, problems = settings.read((ROOT / SETTINGS).read_text())
    problems = [f"{SETTINGS}: {problem}" for problem in problems] + files.problems()
    for problem in problems:
        print(f"  ✗ {problem}")
    print(f"{len(problems)} problems in files" if problems else "The files of production are complete.")
    if found is not None:
        print("\nNo file can know the rest:")
        for question, answer in outside.questions(found):
            print(f"  ? {question}\n      {answer}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m codegen.scaffolding operation|consumer …` starts a new operation.

It makes the operation's files, adds its lines to the manual lists, and prints what to do next.
"""

import argparse
import subprocess
import sys

from codegen.operations import ROOT
from codegen.scaffolding import specification
from codegen.scaffolding.files import files
from ops.errors import run_command

PERMISSION = (
    "Add {permission} to functions/runtime/permissions.py and, by a migration, to the roles that have it;"
    " or name a permission that exists, in the module and in gateway/routes.yaml."
)
STEPS = (
    "Write {test}: each refusal and each effect is a test.",
    "{reached}",
    "make generate statements",
    ".venv/bin/python -m pytest tests/contracts tests/simulation tests/scale tests/unit/ops {test}",
)
# By the operation's trigger.
DOCSTRING = {
    "http": "Its docstring is the API's documentation.",
    "event": "Its docstring says what it does when the event comes.",
    "internal": "Its docstring says what it does, and who calls it.",
}
STORIES, JOURNEYS = "tests/support/simulation/stories", "tests/support/scale/journeys.py"
REACHED = {
    "http": f"Call it in a story of {STORIES} and a journey of {JOURNEYS}.",
    "event": f"A story of {STORIES} and a journey of {JOURNEYS} have to announce the event; they deliver it then.",
    "internal": f"Call it in a story of {STORIES} and a journey of {JOURNEYS}.",
}
MORE = {
    "http": "; `access`, `permission` and `limit` of the route are in gateway/routes.yaml",
    "event": "",
    "internal": ", and how functions call an operation that has no route",
}


def main() -> None:
    new = _specification()
    texts = files(new)
    for path, text in texts.items():
        print(f"  {path.relative_to(ROOT)}{' (a line)' if path.exists() else ''}")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    code = [str(path) for path in texts if path.suffix == ".py"]
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", *code], cwd=ROOT, timeout=60, check=True)
    test = f"tests/operations/{new.context}/test_{new.function}.py"
    steps = (
        f"Write {new.module}. {DOCSTRING[new.trigger]}",
        *([PERMISSION.format(permission=new.permission)] if new.permission else []),
        *(step.format(test=test, reached=REACHED[new.trigger]) for step in STEPS),
    )
    print("\nNext:", *(f"  {number}. {step}" for number, step in enumerate(steps, start=1)), sep="\n")
    print(f"CONTRIBUTING.md says what belongs in each of them{MORE[new.trigger]}.")


def _specification() -> specification.Specification:
    parser = argparse.ArgumentParser(prog="python -m codegen.scaffolding")
    commands = parser.add_subparsers(dest="command", required=True)
    for command, last in (("operation", "trigger"), ("consumer", "event")):
        added = commands.add_parser(command)
        for argument in ("context", "name", last):
            added.add_argument(argument)
    commands.choices["operation"].add_argument("--access", default="")
    given = parser.parse_args()
    if given.command == "consumer":
        return specification.consumer(given.context, given.name, given.event)
    return specification.operation(given.context, given.name, given.trigger, given.access)


if __name__ == "__main__":
    run_command(main)

"""Keeps the cold-start budget: how many modules and bytecode instructions each operation may load (cold_start_count).

A new operation's budget is what it loads today. An existing budget is raised only by name, so that each increase is a
decision with its reason in the commit.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection
from typing import Any

from codegen.operations import ROOT, operation_modules

Budget = dict[str, Any]
Count = Callable[[Collection[str]], dict[str, dict[str, Any]]]
BUDGET = ROOT / "tests/contracts/cold_start_budget.json"
DOCKERFILE = ROOT / "functions/Dockerfile"
COUNT_SECONDS = 300
# Other versions of Python compile the same code to other instructions.
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
ALL = "all"


def text(raised: Collection[str] = ()) -> str:
    """The up-to-date text of the file, with the budgets of new operations and of those that are `raised`."""
    budget = renewed(json.loads(BUDGET.read_text()), operation_modules(), raised, counted)
    return json.dumps(budget, indent=2, sort_keys=True) + "\n"


def renewed(budget: Budget, names: Collection[str], raised: Collection[str], count: Count) -> Budget:
    """The budgets of these operations; new ones and `raised` ones, or `all`, get what they load today."""
    old = budget["operations"]
    anew = {name for name in names if name not in old or name in raised or ALL in raised}
    found = count(anew) if anew else {}
    operations = {name: _budget(found[name]) if name in anew else old[name] for name in names}
    return {"python": PYTHON if ALL in raised else budget["python"], "operations": operations}


def counted(names: Collection[str]) -> dict[str, dict[str, Any]]:
    """What these operations load, counted in a separate process that has loaded nothing before."""
    paths = {name: str(module.path) for name, module in operation_modules().items() if name in names}
    probe = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "codegen.cold_start_count"],
        input=json.dumps(paths),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
        timeout=COUNT_SECONDS,
        check=True,
    )
    report: dict[str, dict[str, Any]] = json.loads(probe.stdout)
    return report


def _environment() -> dict[str, str]:
    """This process's environment, with the variables that the image sets."""
    image = re.findall(r"^ENV (PYTHONTZPATH)=(.*)$", DOCKERFILE.read_text(), re.MULTILINE)
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(image)


def _budget(count: dict[str, Any]) -> dict[str, int]:
    return {"modules": len(count["modules"]), "instructions": count["instructions"]}

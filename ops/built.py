"""The objects that Kustomize builds of a folder."""

from typing import Any

import yaml

from ops.shell import kustomized


def built_objects(folder: str) -> list[dict[str, Any]]:
    """Raises CommandError. libyaml reads them: of a layer's thousands of lines, PyYAML's own reader takes seconds."""
    return [each for each in yaml.load_all(kustomized(folder), Loader=yaml.CSafeLoader) if each]

"""How Kustomize takes the table into the manifests: a replacement per function and column, written by
`python -m cluster list`. They change only when functions do; an edit of the table alone is applied by Kustomize."""

from collections.abc import Iterable

from tuning.columns import PATHS

HEAD = "# Where each cell of an overlay's scaling.yaml goes.\n# `python -m cluster list` writes this file.\n"
SOURCE = "- source: {{kind: Scaling, fieldPath: operations.{name}.{column}}}\n"
TARGET = "  targets: [{{select: {{group: serving.knative.dev, name: {name}}}, fieldPaths: [{paths}]}}]\n"


def replacements(functions: Iterable[str]) -> str:
    """The gateway is asynchronous and has no threads."""
    text = HEAD
    for name in functions:
        for column, paths in PATHS.items():
            own = ", ".join(f"'{path}'" for path in (paths[:1] if name == "gateway" else paths))
            text += SOURCE.format(name=name, column=column) + TARGET.format(name=name, paths=own)
    return text

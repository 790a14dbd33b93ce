"""Writes the event contracts as JSON Schema 2020-12 into eventing/schemas."""

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

from eventing import events as contracts
from eventing.events import Event

FOLDER = Path(contracts.__path__[0]).parent / "schemas"


def events() -> list[type[Event]]:
    """Every event contract, sorted by type."""
    for module in pkgutil.iter_modules(contracts.__path__, f"{contracts.__name__}."):
        importlib.import_module(module.name)
    return sorted((event for event in _subclasses(Event) if hasattr(event, "TYPE")), key=lambda event: event.TYPE)


def schema(event: type[Event]) -> dict[str, Any]:
    """The JSON Schema of the event's data."""
    made = event.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cloudshop:event:{event.TYPE}",
    } | made


def files() -> dict[Path, str]:
    """One file per event."""
    return {FOLDER / f"{event.TYPE}.json": json.dumps(schema(event), indent=2) + "\n" for event in events()}


def _subclasses(kind: type[Event]) -> list[type[Event]]:
    return [found for child in kind.__subclasses__() for found in (child, *_subclasses(child))]

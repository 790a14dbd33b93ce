"""Renders the document as static HTML without scripts, which a strict content security policy allows."""

import json
from html import escape
from typing import Any

from codegen.openapi.headers import EVERYWHERE

Json = dict[str, Any]


def page(document: Json) -> str:
    """The whole page; gateway/docs.css is its style sheet."""
    shared = document["components"]["responses"]
    operations = [
        (path, method, _with_responses(operation, shared))
        for path, at in document["paths"].items()
        for method, operation in at.items()
    ]
    tags = [tag["name"] for tag in document["tags"]]
    by_tag = {tag: [found for found in operations if tag in found[2]["tags"]] for tag in tags}
    contents = "".join(f'<li><a href="#{tag}">{tag}</a></li>' for tag in tags)
    sections = "".join(_section(tag, found) for tag, found in by_tag.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>CloudShop API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>CloudShop API</h1>'
        f'<p class="description">{escape(document["info"]["description"])}</p>'
        '<p>OpenAPI document: <a href="/api/openapi.json">openapi.json</a></p>'
        f"<nav><ul>{contents}</ul></nav>{sections}"
        f"<h2>Schemas</h2>{''.join(_schema(*item) for item in document['components']['schemas'].items())}"
        "</main></body></html>\n"
    )


def _with_responses(operation: Json, shared: Json) -> Json:
    """The operation with the shared responses in place of the references to them."""
    responses = {
        status: shared[response["$ref"].rsplit("/", 1)[1]] if "$ref" in response else response
        for status, response in operation["responses"].items()
    }
    return {**operation, "responses": responses}


def _section(tag: str, operations: list[tuple[str, str, Json]]) -> str:
    return f'<h2 id="{tag}">{tag}</h2>' + "".join(_operation(*found) for found in operations)


def _operation(path: str, method: str, operation: Json) -> str:
    return (
        f'<details id="{operation["operationId"]}"><summary><b class="{method}">{method.upper()}</b> '
        f"<code>{escape(path)}</code> {escape(operation['summary'])}</summary>"
        f'<p class="description">{escape(operation["description"])}</p>'
        f"{_parameters(operation['parameters'])}{_body(operation.get('requestBody'))}{_answers(operation['responses'])}"
        "</details>"
    )


def _parameters(parameters: list[Json]) -> str:
    rows = "".join(
        f"<tr><td><code>{one['name']}</code></td><td>{one['in']}</td><td>{'yes' if one.get('required') else ''}</td>"
        f"<td><code>{escape(_brief(one['schema']))}</code></td></tr>"
        for one in parameters
    )
    heads = "<tr><th>parameter</th><th>in</th><th>required</th><th>schema</th></tr>"
    return f"<table>{heads}{rows}</table>" if rows else ""


def _body(body: Json | None) -> str:
    if body is None:
        return ""
    ((media_type, content),) = body["content"].items()
    return f"<h3>Body: {media_type}</h3><pre>{escape(json.dumps(content['schema'], indent=2))}</pre>"


def _answers(answers: Json) -> str:
    rows = "".join(
        f"<tr><td>{status}</td><td>{escape(answer['description'])}</td><td>{_content(answer)}</td>"
        f"<td>{', '.join(name for name in answer['headers'] if name not in EVERYWHERE)}</td></tr>"
        for status, answer in answers.items()
    )
    return f"<table><tr><th>status</th><th>means</th><th>body</th><th>headers</th></tr>{rows}</table>"


def _content(answer: Json) -> str:
    for media_type, content in answer.get("content", {}).items():
        name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
        return f'<a href="#schema-{name}">{name}</a>' if name else media_type
    return ""


def _schema(name: str, schema: Json) -> str:
    text = escape(json.dumps(schema, indent=2, ensure_ascii=False))
    return f'<details id="schema-{name}"><summary><code>{name}</code></summary><pre>{text}</pre></details>'


def _brief(schema: Json) -> str:
    return ", ".join(f"{key}: {value}" for key, value in schema.items() if key not in {"title", "description"})

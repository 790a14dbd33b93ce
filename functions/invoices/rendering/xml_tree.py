"""Writes XML from tags and contents, in UN/CEFACT's namespaces, without empty elements."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

_URN = "urn:un:unece:uncefact:data:standard"
SPACES = {
    "rsm": f"{_URN}:CrossIndustryInvoice:100",
    "ram": f"{_URN}:ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_URN}:UnqualifiedDataType:100",
    "qdt": f"{_URN}:QualifiedDataType:100",
}
# A tag with its text or its children, and its attributes if it has some; in the order of the schema.
Node = tuple[Any, ...]


def as_xml(name: str, children: Iterable[Node]) -> bytes:
    for prefix, space in SPACES.items():
        register_namespace(prefix, space)
    root = Element(_tag(name))
    for node in children:
        _add(root, node)
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def day(prefix: str, on: date) -> Node:
    return (f"{prefix}:DateTimeString", f"{on:%Y%m%d}", {"format": "102"})


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _add(parent: Element, node: Node) -> None:
    name, content, attributes = (*node, {})[:3]
    if isinstance(content, str):
        if content:
            SubElement(parent, _tag(name), attributes).text = content
        return
    element = SubElement(parent, _tag(name), attributes)
    for child in content:
        _add(element, child)
    if not len(element):
        parent.remove(element)

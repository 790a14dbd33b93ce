"""Checks the operator's other settings: each function returns the value, or raises a ValueError."""

import ipaddress
import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from functions.runtime.languages import LANGUAGES
from functions.runtime.mail_addresses import canonical_address
from functions.runtime.operator_settings import is_unset

# RFC 2606 and RFC 6761: they cannot be registered.
RESERVED = ("example", "example.com", "example.net", "example.org", "invalid", "test", "localhost")
# The widest networks that clusters commonly give to their pods, by version of IP.
PREFIX_LENGTH_MIN = {4: 12, 6: 48}


def is_set(text: object) -> object:
    """A value that is no longer the placeholder, and that YAML did not read as a number or a date."""
    if not isinstance(text, str):
        raise ValueError("is not text; put it in quotes")
    if is_unset(text):
        raise ValueError("is not set")
    return text


def domain(host: str) -> str:
    if any(host == reserved or host.endswith(f".{reserved}") for reserved in RESERVED):
        raise ValueError("is an example's; write a domain of your own")
    if "." not in host:
        raise ValueError("has no domain with a dot")
    return host


def origin(text: str) -> str:
    """An origin such as https://shop.merchant.com."""
    if not (host := urlsplit(text).hostname) or text != f"https://{host}":
        raise ValueError("is not https:// and a host in lower case, and nothing else")
    domain(host)
    return text


def secret_name(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", text):
        raise ValueError("is not the name of a Secret, such as shop-tls")
    return text


def https_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("is not an address that begins with https://")
    domain(parts.hostname)
    return text


def https_url_or_none(text: str) -> str:
    return text if text == "none" else https_url(text)


def languages(text: str) -> str:
    """Languages, separated by commas, such as `fr,en`; the shop has all of its texts in each."""
    offered = text.split(",")
    if unknown := [each for each in offered if each not in LANGUAGES]:
        raise ValueError(f"has {unknown[0]!r}, in which the shop has no sentences; there are {', '.join(LANGUAGES)}")
    if len({*offered}) < len(offered):
        raise ValueError("has a language twice")
    return text


def mailbox(text: str) -> str:
    """A mailbox such as `Merchant <orders@merchant.com>`."""
    try:
        address = canonical_address(parseaddr(text)[1])
    except ValueError as reason:
        raise ValueError(f"has no address: it {reason}") from None
    domain(address.rpartition("@")[2])
    return text


def mailboxes(text: str) -> str:
    for each in text.split(","):
        mailbox(each.strip())
    return text


def mail_server(text: str) -> str:
    """A mail server such as smtp.merchant.com:587."""
    host, _, port = text.partition(":")
    if port not in ("465", "587"):
        raise ValueError("is not host:port with port 465 or 587, which use TLS")
    domain(host)
    return text


def days(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,3}d", text):
        raise ValueError("is not a number of days, such as 30d")
    return text


def networks(text: str) -> str:
    """Networks, separated by commas, such as `10.244.0.0/16,203.0.113.7/32`; Traefik accepts no spaces between them."""
    for each in text.split(","):
        try:
            network = ipaddress.ip_network(each)
        except ValueError:
            raise ValueError(f"has {each}, which is not a network such as 10.244.0.0/16") from None
        if network.prefixlen < PREFIX_LENGTH_MIN[network.version]:
            raise ValueError(f"has {each}; name the proxies' own networks, which are smaller")
    return text

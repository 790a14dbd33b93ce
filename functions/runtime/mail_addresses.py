"""Implements the one rule for e-mail addresses, by which they are accepted, compared and written to.

An address is an unquoted local part of ASCII characters, which every mail server accepts (RFC 5321), and a domain name.
A domain with other characters is converted to its form in DNS by UTS 46 without transitional processing:
`straße.example` becomes `xn--strae-oqa.example`, not `strasse.example`, which may be another person's.
"""

import re

ADDRESS_LENGTH_MAX, LOCAL_PART_LENGTH_MAX, DOMAIN_LENGTH_MAX = 254, 64, 253
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# No top-level domain is a number; a number at the end would be an IP address.
_TOP_LABEL = r"(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])"
# Not compiled here, which would cost every cold start: `re` keeps what it has compiled.
_LOCAL_PART = rf"{_ATOM}(?:\.{_ATOM})*"
_DOMAIN = rf"(?:{_LABEL}\.)+{_TOP_LABEL}"


def canonical_address(text: str) -> str:
    """The address as it is stored, compared (regardless of case) and sent to; raises ValueError if none can be.

    Compatibility characters, such as those of full width, are replaced by the usual ones (NFKC).
    """
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
    local_part, at, domain = text.rpartition("@")
    if not at or not re.fullmatch(_LOCAL_PART, local_part) or len(local_part) > LOCAL_PART_LENGTH_MAX:
        raise ValueError("must be an address like name@example.org, in Latin letters before the @")
    address = f"{local_part}@{ascii_domain(domain)}"
    if len(address) > ADDRESS_LENGTH_MAX:
        raise ValueError(f"must have at most {ADDRESS_LENGTH_MAX} characters")
    return address


def comparable_address(text: str) -> str:
    """The canonical address; the text itself if it has none, like some addresses that are older than this rule."""
    try:
        return canonical_address(text)
    except ValueError:
        return text


def ascii_domain(domain: str) -> str:
    """The domain in lower case, as DNS knows it; raises ValueError."""
    domain = domain.lower() if domain.isascii() else domain
    if not domain.isascii() or "xn--" in domain:
        # Its tables are large, and few addresses need them.
        import idna

        try:
            domain = idna.encode(domain, uts46=True, transitional=False, std3_rules=True).decode()
        except UnicodeError:
            raise ValueError("must have a valid domain after the @") from None
    if not re.fullmatch(_DOMAIN, domain) or len(domain) > DOMAIN_LENGTH_MAX:
        raise ValueError("must have a valid domain after the @")
    return domain

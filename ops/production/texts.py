"""What the operator's texts may be: each function returns the value, or raises ValueError with what is wrong."""

NAME_MAX = 60
# Kubernetes takes annotations of 256 KiB, and Argo CD writes the whole manifest, with all texts, into one.
LEGAL_TEXT_MIN, LEGAL_TEXT_MAX = 40, 16_000


def name(text: str) -> str:
    if len(text) > NAME_MAX or not text.isprintable():
        raise ValueError(f"is not a name of at most {NAME_MAX} characters")
    return text


def legal_text(text: str) -> str:
    """A text long enough to say something, and short enough for a manifest that has twelve of them."""
    if not LEGAL_TEXT_MIN <= len(text) <= LEGAL_TEXT_MAX:
        raise ValueError(f"has {len(text)} characters; write {LEGAL_TEXT_MIN} to {LEGAL_TEXT_MAX}")
    return text


def demo_data(text: str) -> str:
    if text != "none":
        raise ValueError("is for the local cluster only, since the demonstration's accounts are known: write none")
    return text

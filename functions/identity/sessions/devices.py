"""Names the device of a log-in in few words that need no translation, such as `Firefox · Android`.

Only these words are stored, because the whole User-Agent could identify its user.
"""

# What stands in a User-Agent, and what it means. The first that matches counts: most browsers claim to be others too.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device_name(user_agent: str) -> str | None:
    """Browser and system; None if neither is known."""
    browser = next((name for part, name in _BROWSERS if part in user_agent), None)
    system = next((name for part, name in _SYSTEMS if part in user_agent), None)
    return " · ".join(name for name in (browser, system) if name is not None) or None


def request_device() -> str | None:
    """The device of the current request."""
    import flask

    return device_name(flask.request.headers.get("user-agent", ""))

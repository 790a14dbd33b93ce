"""Errors of API keys."""

from functions.runtime.errors import Conflict, NotFound, Unauthenticated


class ApiKeyRefused(Unauthenticated):
    """The key is unknown, expired or ended, or its account permits nothing any more; the response is the same."""

    slug, title = "api-key-refused", "This API key is not valid"

    def __init__(self) -> None:
        super().__init__("Ask an administrator of the shop for another one.")


class ApiKeyUnknown(NotFound):
    slug, title = "api-key-unknown", "There is no such API key"


class TooManyApiKeys(Conflict):
    slug, title = "api-keys-too-many", "The shop has as many API keys as it can have"

    def __init__(self) -> None:
        super().__init__("End one that is no longer used.")

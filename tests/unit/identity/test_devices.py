import pytest

from functions.identity.sessions.devices import device_name

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


class TestTheNameOfADevice:
    @pytest.mark.parametrize(
        ("user_agent", "name"),
        [
            (f"{MOZILLA} (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
            (f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/130.0 Safari/537.36", "Chrome · Windows"),
            (f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
            (f"{MOZILLA} (Linux; Android 10; K) {WEBKIT} Chrome/130.0 Mobile Safari/537.36", "Chrome · Android"),
            (
                f"{MOZILLA} (iPhone; CPU iPhone OS 17_6 like Mac OS X) {WEBKIT} Safari/604",
                "Safari · iPhone",
            ),
            (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/17.6 Safari/605.1.15", "Safari · Mac"),
            (f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/130.0 Safari/537.36", "Chrome · ChromeOS"),
            ("SomeApp/1.0 (Android 14)", "Android"),
        ],
    )
    def test_is_browser_and_system(self, user_agent: str, name: str) -> None:
        assert device_name(user_agent) == name

    @pytest.mark.parametrize("user_agent", ["", "curl/8.5.0", "<script>alert(1)</script>"])
    def test_is_unknown_and_never_what_a_client_writes(self, user_agent: str) -> None:
        assert device_name(user_agent) is None

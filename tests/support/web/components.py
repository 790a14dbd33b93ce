"""The page of the web shop's components (`npm run ui`), built and opened without a shop."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Route

from tests.support.folders import ROOT
from tests.support.web.pages import WINDOWS
from tests.support.web.visitor import Visitor, visiting

ADDRESS = "http://components.example"
BUILD_SECONDS_MAX = 120


@contextmanager
def built_components() -> Iterator[Path]:
    """The folder with the built page."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "local.web.npm", "run", "--silent", "build-ui", "--", "--outDir", folder]
        subprocess.run(command, cwd=ROOT, timeout=BUILD_SECONDS_MAX, check=True)
        yield Path(folder)


@contextmanager
def open_components(browser: Browser, folder: Path, window: str) -> Iterator[Visitor]:
    """The page in one of WINDOWS."""
    language, size, colours = WINDOWS[window]
    with visiting(browser, ADDRESS, language, size, color_scheme=colours) as visitor:

        def answer(route: Route) -> None:
            file = folder / (route.request.url.removeprefix(f"{ADDRESS}/") or "index.html")
            if not file.is_file():
                route.fulfill(status=404)
            elif file.suffix == ".css":
                # A page without its typefaces would have another height: here the text waits for them.
                styles = file.read_text().replace("font-display:optional", "font-display:block")
                route.fulfill(content_type="text/css", body=styles)
            else:
                route.fulfill(path=file)

        visitor.page.route(f"{ADDRESS}/**", answer)
        visitor.goes_to("/")
        visitor.page.get_by_text("A card without a title").wait_for()
        yield visitor

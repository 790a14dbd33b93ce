"""`make screenshots`: pictures of all pages and of the components, on a desktop and a phone, in docs/screenshots."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support.folders import ROOT, entered_by_all
from tests.support.shop.running_shop import running
from tests.support.web.chromium import open_chromium
from tests.support.web.components import built_components, open_components
from tests.support.web.pages import PAGES, WINDOWS, Guests
from tests.support.web.screenshots import FOLDER, components_file_name, file_name, screenshot, taken


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with ExitStack() as opened:
        home = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        shop = opened.enter_context(running(entered_by_all(home)))
        browser = opened.enter_context(open_chromium())
        guests = Guests(browser, shop, opened)
        guests.let_all_in()
        components = opened.enter_context(built_components())
        for window in WINDOWS:
            for page in PAGES.values():
                save(file_name(page, window), screenshot(guests, page, window))
            with open_components(browser, components, window) as visitor:
                save(components_file_name(window), taken(visitor.page, whole=True))


def save(name: str, picture: bytes) -> None:
    (FOLDER / name).write_bytes(picture)
    sys.stderr.write(f"{(FOLDER / name).relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

"""`make screenshots`: a picture of every page, as seen on a desktop and on a phone, in docs/screenshots."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support.folders import ROOT, entered_by_all
from tests.support.shop.running_shop import running
from tests.support.web.chromium import open_chromium
from tests.support.web.pages import PAGES, WINDOWS, Guests
from tests.support.web.screenshots import FOLDER, file_name, screenshot


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with ExitStack() as opened:
        home = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        shop = opened.enter_context(running(entered_by_all(home)))
        guests = Guests(opened.enter_context(open_chromium()), shop, opened)
        for window in WINDOWS:
            for page in PAGES.values():
                picture = FOLDER / file_name(page, window)
                picture.write_bytes(screenshot(guests, page, window))
                sys.stderr.write(f"{picture.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

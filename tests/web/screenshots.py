"""`make screenshots`: a picture of every page, as seen on a desktop and on a phone, in docs/screenshots."""

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support.folders import ROOT, entered_by_all
from tests.support.shop.running_shop import running
from tests.support.web.chromium import open_chromium
from tests.support.web.pages import PAGES, WINDOWS, Guests, open_page

FOLDER = ROOT / "docs" / "screenshots"
QUALITY_PERCENT = 72


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with ExitStack() as opened:
        home = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        shop = opened.enter_context(running(entered_by_all(home)))
        guests = Guests(opened.enter_context(open_chromium()), shop, opened)
        for window in WINDOWS:
            for page in PAGES.values():
                visitor, number = guests.who_may_see(page, window)
                open_page(visitor, page, number)
                picture = FOLDER / f"{page.name}-{window}.jpg"
                visitor.page.screenshot(path=picture, type="jpeg", quality=QUALITY_PERCENT)
                sys.stderr.write(f"{picture.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

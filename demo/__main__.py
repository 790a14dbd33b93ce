"""`python -m demo` imports the demo catalog into the shop at DATABASE_URL, and creates the accounts in LOGINS.

LOGINS is a file: {"shopper": {"email": …, "password": …}, "staff": …}. Safe to repeat.
With TRIGGER_KEY it calls the relay afterwards, which delivers the events that set the stock. With the setting
DEMO_DATA=none the shop stays as it is.
"""

import json
import os
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from demo.catalog.seed import seed
from demo.people import provide_people
from demo.setting import SAMPLE, is_wanted
from functions.runtime.adapters.relay_trigger import reach
from functions.runtime.settings import settings


def main() -> None:
    if not is_wanted(os.environ.get("DEMO_DATA", SAMPLE), settings().currency):
        print("The operator wants no demo data: `demo_data: none` in shop.yaml.")
        return
    engine = create_engine(os.environ["DATABASE_URL"])
    sessions = sessionmaker(engine, expire_on_commit=False)
    imported = seed(sessions)
    print("The shop already has products." if imported is None else f"Imported {imported.created} products.")
    if logins := os.environ.get("LOGINS"):
        provide_people(sessions, json.loads(Path(logins).read_text()))
    engine.dispose()
    if settings().trigger_key:
        reach("relay-outbox", settings().function_url)


if __name__ == "__main__":
    main()

"""Prints the message in the terminal when the shop is ready."""

import os
from collections.abc import Mapping

from local.postgres.logins import Login


def welcome(shop_url: str, mails_url: str, metrics_url: str, logins: Mapping[str, Login]) -> str:
    """The message: addresses, this run's logins, and three things to try."""
    accounts = "\n".join(f"  {role:<9}{login.email:<26}password {login.password}" for role, login in logins.items())
    made = f"Logins made for this run:\n{accounts}" if logins else "No demo data: `make admin EMAIL=...` makes a login."
    return f"""
CloudShop is running at {shop_url}

  API      {shop_url}/api/docs
  mails    {mails_url}
  metrics  {metrics_url}

{made}

Three things to try:
  1. make demo                     in another terminal: places, pays and cancels orders, and shows every step
  2. curl '{shop_url}/api/products?search=mitens'
                                   searches the catalog in spite of the typing error
  3. kill -9 {os.getpid()}                  while the demo runs, then `make run` again: every order is completed

Ctrl-C stops the shop; orders and accounts are kept.
"""

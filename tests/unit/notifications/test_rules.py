"""When mails are sent again."""

from datetime import timedelta

from functions.notifications.rules import wait_after_unknown_outcome


def test_a_mail_that_may_have_arrived_is_copied_a_few_times_a_day_at_most() -> None:
    waited, copies = timedelta(0), 0
    while (waited := waited + wait_after_unknown_outcome(copies + 1)) < timedelta(days=1):
        copies += 1
    assert copies == 7
    assert wait_after_unknown_outcome(10**6) == timedelta(hours=6)

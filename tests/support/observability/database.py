"""The password of the database's roles in tests of observability."""

PASSWORD = "only-for-tests"

"""Bounds of passkeys."""

# Of an account.
PASSKEYS_MAX = 10
PASSKEY_NAME_MAX = 60
# Authenticators use 16 to 80.
CREDENTIAL_BYTES_MAX = 192

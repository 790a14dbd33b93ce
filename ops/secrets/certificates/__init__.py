"""Issues, seals and rotates the certificates of the database."""

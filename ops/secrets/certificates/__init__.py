"""The certificates of the database: issued, sealed and rotated."""

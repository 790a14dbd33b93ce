"""Reads and writes pictures; only the image `documents` has the library that these modules import."""

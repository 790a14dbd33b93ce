"""Production's overlay on a Kind cluster of its own, with stand-ins for what is outside of it."""

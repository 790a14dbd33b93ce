"""Measures what each statement reads in shops of several sizes: `make bench-scale SIZE=small|medium|large`."""

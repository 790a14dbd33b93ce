"""`python -m benchmarks.cluster [NAME ...]`: what only a cluster can tell; `make cluster` makes it first."""

import sys

import benchmarks.cluster
from benchmarks.__main__ import run

if __name__ == "__main__":
    run(benchmarks.cluster, sys.argv[1:])

"""`python -m benchmarks.cluster [NAME ...]` runs the benchmarks that need the cluster of `make cluster`."""

import sys

import benchmarks.cluster
from benchmarks.__main__ import run

if __name__ == "__main__":
    run(benchmarks.cluster, sys.argv[1:])

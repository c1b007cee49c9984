"""Each figure of the till beside a fixed floor: ``python -m tests.benchmarks``."""

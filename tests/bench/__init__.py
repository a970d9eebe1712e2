"""Benchmarks: `make bench` runs each on every database at hand."""

"""Benchmarks: how fast and how steadily broadcasts and answers go, against the simulator's limits."""

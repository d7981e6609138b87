"""dlmath beside its peers, measured in one run: ``python -m benchmarks`` (see `benchmarks.__main__`)."""

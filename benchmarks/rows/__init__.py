"""One module per piece of work: see `benchmarks.row` for what it holds."""

# The examples, as `make demo` runs them.

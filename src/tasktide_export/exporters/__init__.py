"""One package or module a format; none knows another."""

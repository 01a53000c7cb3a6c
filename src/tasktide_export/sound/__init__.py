"""Scripts spoken onto a spool, with times, levelled and packed into files."""

"""Drawings and formulas as pictures, for the exporters whose format shows nothing else."""

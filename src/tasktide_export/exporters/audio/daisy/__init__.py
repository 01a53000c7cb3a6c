"""DAISY 2.02: text and sound of a talking book, sentence by sentence.

DAISY 2.02 Specification, Recommendation of 28 February 2001.
"""

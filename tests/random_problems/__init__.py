"""Thousands of small random projects of every form, each verdict proven, checked and asked twice.

`forms` draws them, `checking` runs one and says what came of it, and

    python -m tests.random_problems [PROBLEMS]

does that for many and prints a table; docs/contributing.md says how to read it.
"""

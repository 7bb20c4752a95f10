"""Reports that were tampered with, held against the projects that they are about.

`python -m tests.forgery` makes as many as you like.
"""

"""Cases whose verdicts other projects' test suites state, held against the checker.

`python -m tests.yardstick FILE` prints agreements by family and every difference.
"""

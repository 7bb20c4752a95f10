"""`python -m checker` is the command `factcheck`."""

from checker.cli.start import start

if __name__ == "__main__":
    start()

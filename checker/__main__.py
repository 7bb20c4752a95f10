"""`python -m checker` is the command `factcheck`."""

from checker.cli.main import start

if __name__ == "__main__":
    start()

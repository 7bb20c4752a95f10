"""`python -m checker` is the command `factcheck`."""

from checker.cli.main import main

if __name__ == "__main__":
    main(prog_name="factcheck")

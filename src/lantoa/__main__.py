"""`python -m lantoa`: the same as the `lantoa` command."""

from lantoa.config.cli import main

if __name__ == "__main__":
    main()

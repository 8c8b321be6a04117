"""`python -m trainer` is the same as the `trainer` command."""

import sys

from trainer.cli.door import main

if __name__ == "__main__":
    sys.exit(main())

"""Opens the kiosk, or does one thing with its books: python main.py --help."""

import sys

from kiosk.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

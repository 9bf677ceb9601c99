"""python -m sync.county"""

from __future__ import annotations

import sys

from sync.county.serve import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

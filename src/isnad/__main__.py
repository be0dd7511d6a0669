"""`python -m isnad` is the command `isnad`."""

from isnad.cli import main

main()

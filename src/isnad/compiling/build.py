"""What runs in a process of its own, in a folder with a copy of the sources: ``python -m isnad.compiling.build MODULE…``.

mypyc translates the modules into C, and setuptools calls the compiler; both end their process where something is wrong.
"""

import sys


def build(modules: list[str]) -> None:
    """Compile modules, given as paths below the working folder, in place."""
    from mypyc.build import mypycify
    from setuptools import setup

    options = ["--ignore-missing-imports", "--cache-dir=.cache"]
    extensions = mypycify([*options, *modules], opt_level="1", debug_level="0", multi_file=True, group_name="isnad")
    setup(name="isnad", packages=[], script_args=["build_ext", "--inplace"], ext_modules=extensions)


if __name__ == "__main__":
    build(sys.argv[1:])

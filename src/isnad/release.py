"""The version of Isnad, apart from the package so that every layer can name it and import nothing else."""

__version__ = "0.1.0"

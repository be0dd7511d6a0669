"""Isnad (إسناد): who says what, on whose word, since when, and where the accounts disagree."""

__version__ = "0.1.0"

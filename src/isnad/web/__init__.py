"""The reading room: a case as pages for people, in Arabic and English, served to the machine it runs on."""

from isnad.web.app import application

__all__ = ["application"]

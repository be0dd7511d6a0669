"""Clusters: reading and connecting on many machines, or processes, with the result of one.

What is worked out elsewhere are pure functions of what stands in Parquet files, in a folder that all machines see; each writes
another such file, in one step, so that a machine that is lost costs no more than its work. The case is written by one process, in
the order of the sources, and so holds to the last byte what one machine would have put there.
"""

from isnad.clusters.engines import Engine, Processes, engine
from isnad.clusters.linking import Linking
from isnad.clusters.pages import annotated
from isnad.clusters.work import place

__all__ = ["Engine", "Linking", "Processes", "annotated", "engine", "place"]

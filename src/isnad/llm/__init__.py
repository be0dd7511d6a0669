"""A second reader: a language model may propose what the rules passed over. Off unless it is asked for; a person decides."""

from isnad.llm.checking import Dropped, Proposal
from isnad.llm.endpoint import Model, ModelError
from isnad.llm.proposing import Proposals, propose

__all__ = ["Dropped", "Model", "ModelError", "Proposal", "Proposals", "propose"]

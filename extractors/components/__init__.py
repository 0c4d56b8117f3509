"""Parts of the language model that spaCy does not have; to import this is to let it know them."""

from extractors.components import lemmas, lists, names, sentences, transitions

__all__ = ["lemmas", "lists", "names", "sentences", "transitions"]

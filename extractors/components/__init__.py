"""Parts of the language model that spaCy does not have; to import this is to let it know them."""

from extractors.components import lemmas, lists, names, sentences

__all__ = ["lemmas", "lists", "names", "sentences"]

"""What people look up: questions and answers, the data dictionary, and the table that one search goes over."""

from cms.knowledge.dictionary_models import DictionaryField, DictionaryObject, DictionaryRule
from cms.knowledge.faq_models import FaqEntry, FaqVariant, FaqVote
from cms.knowledge.search_models import KnowledgeView, SearchEntry, SearchQuery

__all__ = [
    "DictionaryField",
    "DictionaryObject",
    "DictionaryRule",
    "FaqEntry",
    "FaqVariant",
    "FaqVote",
    "KnowledgeView",
    "SearchEntry",
    "SearchQuery",
]

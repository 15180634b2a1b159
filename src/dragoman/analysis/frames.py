"""Frames: positions, codings, mentions and segments as Polars frames, for notebooks and for tests of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from dragoman.analysis.evidence import speakers
from dragoman.analysis.material import Coded, Material, load_material
from dragoman.analysis.positions import stands
from dragoman.analysis.study_mentions import study_mentions
from dragoman.errors import WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.layer import PSEUDONYMISED, is_layer
from dragoman.store.readings import segment_readings

if TYPE_CHECKING:
    import polars

# The columns of each frame: s text, b yes or no, i whole number, l list of texts, t moment in UTC.
_POSITIONS = {
    "participant": "s",
    "proposition": "s",
    "asked": "b",
    "stance": "s",
    "evidence": "i",
    "note": "s",
    "set_by": "s",
    "set_at": "t",
}
_CODINGS = {
    "code": "s",
    "coder": "s",
    "participants": "l",
    "interview": "s",
    "segment": "i",
    "start_ms": "i",
    "layer": "s",
    "start": "i",
    "end": "i",
    "words": "s",
    "state": "s",
    "made_at": "t",
}
_MENTIONS = {
    "entry": "s",
    "label": "s",
    "actor": "s",
    "by": "s",
    "participant": "s",
    "interview": "s",
    "segment": "i",
    "start_ms": "i",
    "language": "s",
    "form": "s",
    "start": "i",
    "end": "i",
}
_SEGMENTS = {
    "interview": "s",
    "segment": "i",
    "speaker": "s",
    "role": "s",
    "participant": "s",
    "language": "s",
    "start_ms": "i",
    "end_ms": "i",
    "text": "s",
    "origin": "s",
    "accepted": "b",
    "stale": "b",
}


def positions_frame(session: Session) -> polars.DataFrame:
    """One row for every interviewed participant and proposition.

    Columns: ``participant``, ``proposition`` (keys), ``asked`` (whether an interview put one of its questions),
    ``stance`` (affirms, qualifies, rejects, silent; null while none is recorded), ``evidence`` (number of selections),
    ``note``, ``set_by``, ``set_at`` (UTC). Participants who withdrew their consent are left out.
    """
    material = load_material(session)
    rows = [
        (
            stand.participant,
            proposition.key,
            stand.asked,
            *(
                (None, 0, None, None, None)
                if stand.position is None
                else (
                    stand.position.stance.value,
                    len(stand.position.selections),
                    stand.position.note,
                    stand.position.set_by,
                    stand.position.set_at,
                )
            ),
        )
        for proposition in material.propositions.values()
        for stand in stands(material, proposition)
    ]
    return _frame(rows, _POSITIONS)


def codings_frame(session: Session) -> polars.DataFrame:
    """One row for every coding.

    Columns: ``code``, ``coder``, ``participants`` (list of codes of the respondents whose words are coded, empty on
    an interviewer's words), ``interview``, ``segment`` (number of the first segment, null when the anchor is lost),
    ``start_ms`` (of that segment), ``layer``, ``start`` and ``end`` (code points in the first and last segment),
    ``words`` (as selected), ``state`` (intact, review, lost), ``made_at`` (UTC).
    """
    material = load_material(session)
    rows = [_coding_row(material, coded) for coded in material.codings]
    return _frame(rows, _CODINGS)


def segments_frame(session: Session, layer: str = PSEUDONYMISED) -> polars.DataFrame:
    """One row for every segment that stands, in the order in which they were said.

    ``layer`` is ``verbatim``, ``edited``, ``pseudonymised`` or ``translation[xx]``. Columns: ``interview``, ``segment``
    (its number), ``speaker``, ``role`` (respondent, interviewer, unknown), ``participant`` (null for others),
    ``language`` (of the layer), ``start_ms``, ``end_ms`` (of the recording), ``text`` (null where the layer does not
    exist yet), ``origin`` (who or what wrote it), ``accepted`` (by a person), ``stale`` (a translation whose original
    has changed). Raises ``WrongUse`` for a name that is no layer.
    """
    if not is_layer(layer):
        raise WrongUse(
            f"'{layer}' is no layer: verbatim, edited, pseudonymised and translations such as translation[en] are."
        )
    rows = []
    for segment in segment_readings(session):
        reading = segment.reading(layer)
        place = (segment.interview, segment.number, segment.speaker, segment.role.value, segment.participant)
        time = (segment.language(layer), segment.start_ms, segment.end_ms)
        words = (None, None, None) if reading is None else (reading.text, reading.origin, bool(reading.accepted_by))
        rows.append((*place, *time, *words, segment.stale(layer)))
    return _frame(rows, _SEGMENTS)


def mentions_frame(session: Session, lexicon: str | None = None) -> polars.DataFrame:
    """One row for every mention of an entry of a lexicon by a respondent; rejected ones are left out.

    ``lexicon`` chooses among several. Columns: ``entry`` and ``label`` (of the lexicon), ``actor`` (state,
    organisation, format, region), ``by`` (name, adjective, metonym), ``participant``, ``interview``, ``segment`` (its
    number), ``start_ms`` (of the segment), ``language``, ``form`` (as said), ``start`` and ``end`` (code points of
    the pseudonymised text). Raises ``WrongUse`` where the study has no lexicon.
    """
    found = study_mentions(session, load_material(session), lexicon=lexicon)
    rows = []
    for hit in found.hits:
        segment = hit.segment
        place = (segment.participant, segment.interview, segment.number, segment.start_ms, segment.source_language)
        rows.append((hit.entry, hit.label, hit.actor.value, hit.by.value, *place, hit.form, hit.start, hit.end))
    return _frame(rows, _MENTIONS)


def _coding_row(material: Material, coded: Coded) -> tuple[Any, ...]:
    selection = coded.selection
    stretch = () if selection.state is AnchorState.LOST else material.stretch(selection)
    first = stretch[0] if stretch else None
    place = (None, None, None) if first is None else (first.interview, first.number, first.start_ms)
    anchor = (selection.layer, selection.start, selection.end, selection.text, selection.state.value)
    return (coded.code, coded.coder, list(speakers(stretch)), *place, *anchor, coded.made_at)


def _frame(rows: list[tuple[Any, ...]], columns: Mapping[str, str]) -> polars.DataFrame:
    import polars

    types: dict[str, Any] = {
        "s": polars.String,
        "b": polars.Boolean,
        "i": polars.Int64,
        "l": polars.List(polars.String),
        "t": polars.Datetime("us", "UTC"),
    }
    schema = {name: types[kind] for name, kind in columns.items()}
    return polars.DataFrame(rows, schema=schema, orient="row")

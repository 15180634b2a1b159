"""Review: a person reads a transcript as plain text, corrects it, and accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.errors import WrongUse
from dragoman.intake.transcript_file import read_transcript
from dragoman.model.layer import EDITED
from dragoman.model.turn import TimeMark, Turn
from dragoman.store.readings import SegmentReading, segment_readings
from dragoman.store.study import OpenStudy
from dragoman.text.assign_speakers import UNNAMED, transcript_of
from dragoman.text.corrected_transcript import DraftSegment, FittedTurn, fit_corrected
from dragoman.text.edit_transcript import EditedTranscript, WantedSegment, edit_transcript
from dragoman.text.review_form import FormEntry, form_time, is_form, read_form, write_form

LARGEST_FILE = 64 << 20

_NOTES = (
    "Lines that begin with # are notes. Change words and names of speakers as you like, then save and close.",
    "To split a turn, begin its second part with [+] and the speaker: [+] P01: words. [+] also adds a missing turn.",
    "To join two turns, put the words into one of them and take the other out. A turn that is taken out is removed.",
    "Codings, replacements and times of words move along with the words.",
)


def review_form(study: OpenStudy, code: str) -> str:
    """The transcript of a participant as a review form. Raises ``WrongUse`` where there is none."""
    segments = _segments(study, code)
    entries = [FormEntry(one.number, one.speaker, one.text(EDITED) or "", one.start_ms) for one in segments]
    return write_form(entries, notes=[f"The interview with {segments[0].interview}, in '{segments[0].source_language}'",
                                      *_NOTES])  # fmt: skip


def review_text(study: OpenStudy, code: str, form: str, *, accept: bool = False) -> EditedTranscript:
    """Make a transcript what a changed form says. Raises ``WrongUse`` with the line that cannot be read."""
    segments = _segments(study, code)
    return edit_transcript(study, code, _wanted_by_form(segments, read_form(form)), accept=accept)


def review_file(study: OpenStudy, code: str, path: Path, *, accept: bool = False) -> EditedTranscript:
    """Make a transcript what a file says: a changed review form, or a whole corrected transcript in any format that
    ``dragoman add`` reads. Raises ``WrongUse`` for a file that is neither.
    """
    segments = _segments(study, code)
    form = _form(path)
    if form is not None:
        wanted = _wanted_by_form(segments, read_form(form))
    else:
        fitted = fit_corrected(_draft(segments), read_transcript(path).turns)
        wanted = [_wanted(turn, turn.speaker or _speaker_of(turn, segments)) for turn in fitted]
    return edit_transcript(study, code, wanted, accept=accept)


def _segments(study: OpenStudy, code: str) -> list[SegmentReading]:
    with study.read() as session:
        source = transcript_of(session, code)
        return list(segment_readings(session, source_id=source.id, marks=True))


def _form(path: Path) -> str | None:
    """The text of a file that is a review form, None for any other file."""
    if not path.is_file():
        raise WrongUse(f"There is no file {path}. Nothing was changed. Check its name.")
    if path.stat().st_size > LARGEST_FILE:
        raise WrongUse(f"{path.name} is far too large for a transcript. Nothing was changed. Is it the right file?")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text if is_form(text) else None


def _wanted_by_form(segments: Sequence[SegmentReading], entries: Sequence[FormEntry]) -> list[WantedSegment]:
    """What a form asks for. Parts of a split turn get their times from the words that they took along."""
    now = {segment.number: segment for segment in segments}
    turns = [Turn(entry.text, entry.speaker, _moved(entry, now.get(entry.number or 0))) for entry in entries]
    fitted = fit_corrected(_draft(segments), turns)
    wanted = []
    for entry, turn in zip(entries, fitted, strict=True):
        old = now.get(entry.number) if entry.number is not None else None
        if old is not None and (old.text(EDITED) or "").split() == entry.text.split():
            start = _moved(entry, old)
            wanted.append(WantedSegment(entry.number, entry.speaker, old.text(EDITED) or "", start))
        else:
            split = old is not None and turn.number == old.number
            end = turn.end_ms if split or old is None else None
            wanted.append(
                WantedSegment(entry.number, entry.speaker, entry.text, turn.start_ms, end, turn.marks or None)
            )
    return wanted


def _moved(entry: FormEntry, segment: SegmentReading | None) -> int | None:
    """The time of a turn where a person changed it; the form itself shows times only to a tenth of a second."""
    if entry.start_ms is None or segment is None or segment.start_ms is None:
        return entry.start_ms
    return None if form_time(segment.start_ms) == form_time(entry.start_ms) else entry.start_ms


def _draft(segments: Sequence[SegmentReading]) -> list[DraftSegment]:
    return [
        DraftSegment(
            segment.number,
            segment.text(EDITED) or "",
            segment.start_ms,
            segment.end_ms,
            tuple(TimeMark(*mark) for mark in reading.marks) if (reading := segment.reading(EDITED)) else (),
        )
        for segment in segments
    ]


def _wanted(turn: FittedTurn, speaker: str) -> WantedSegment:
    return WantedSegment(turn.number, speaker, turn.text, turn.start_ms, turn.end_ms, turn.marks or None)


def _speaker_of(turn: FittedTurn, segments: Sequence[SegmentReading]) -> str:
    """The speaker of a corrected turn that names none: the one of the segment that it continues."""
    return next((one.speaker for one in segments if one.number == turn.number), UNNAMED)

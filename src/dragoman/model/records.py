"""All records in one place, so that the mapping is complete wherever it is needed."""

from dragoman.model.base import Record
from dragoman.model.code import Code
from dragoman.model.consent import Consent, ConsentForm
from dragoman.model.event import Event
from dragoman.model.guide import FollowUp, Guide, Question, Section
from dragoman.model.interview import Interview, RecognisedStretch, Recording
from dragoman.model.layer import LayerText, Revision
from dragoman.model.lexicon_record import LexiconRecord, RejectedMention
from dragoman.model.participant import Participant, Variable, VariableValue
from dragoman.model.proposition import Hypothesis, HypothesisEvidence, Position, PositionEvidence, Proposition
from dragoman.model.redaction import RedactedSpan
from dragoman.model.rendering import Rendering
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment, Source, Speaker
from dragoman.model.study_profile import StudyProfile

__all__ = [
    "Code",
    "Coding",
    "Consent",
    "ConsentForm",
    "Event",
    "FollowUp",
    "Guide",
    "Hypothesis",
    "HypothesisEvidence",
    "Interview",
    "LayerText",
    "LexiconRecord",
    "Participant",
    "Position",
    "PositionEvidence",
    "Proposition",
    "Question",
    "RecognisedStretch",
    "Record",
    "Recording",
    "RedactedSpan",
    "RejectedMention",
    "Rendering",
    "Revision",
    "Section",
    "Segment",
    "Selection",
    "Source",
    "Speaker",
    "StudyProfile",
    "Variable",
    "VariableValue",
]

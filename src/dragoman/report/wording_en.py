"""The program's words in an English chapter."""

from dragoman.analysis.hypotheses import Bearing
from dragoman.model.proposition import Stance
from dragoman.report.wording import Wording

_NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)

ENGLISH = Wording(
    language="en",
    quote_marks=("“", "”"),
    decimal=".",
    and_="and",
    nobody="nobody",
    languages={
        "ar": "Arabic",
        "az": "Azerbaijani",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "id": "Indonesian",
        "kk": "Kazakh",
        "ko": "Korean",
        "ky": "Kyrgyz",
        "ru": "Russian",
        "tg": "Tajik",
        "tk": "Turkmen",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "uz": "Uzbek",
        "zh": "Chinese",
    },
    stances={
        Stance.AFFIRMS: "Affirms",
        Stance.QUALIFIES: "Qualifies",
        Stance.REJECTS: "Rejects",
        Stance.SILENT: "Silent",
    },
    bearings={
        Bearing.SUPPORTS: "Supports",
        Bearing.QUALIFIES: "Qualifies",
        Bearing.CONTRADICTS: "Contradicts",
        Bearing.NEUTRAL: "Bears neither way",
        Bearing.SILENT: "Silent",
        Bearing.UNSET: "No position yet",
        Bearing.NOT_ASKED: "Not asked",
    },
    count_words=tuple(_NUMBERS.split()),
    phrases={
        "of": "{number} of {total}",
        "of_asked": "{number} of {total} asked",
        "percent": "{number}\u00a0%",
        "share_of": "{number} of {total}, rounded to whole per cent.",
        "proposition": "Proposition",
        "participant": "Participant",
        "code": "Code",
        "codings": "Codings",
        "respondents": "Respondents",
        "entry": "Actor",
        "mentions": "Mentions",
        "segments": "Segments",
        "per_1000_words": "Per 1,000 words",
        "asked": "Asked",
        "no_position": "No position yet",
        "positions_meaning": "Participants whose position on {proposition} ({key}) is: {stances}.",
        "code_meaning": "Respondents with the code “{code}” ({name}){below}.",
        "and_below": " or a code below it ({codes})",
        "coded_by": "{participant} ({codes})",
        "rule_all": "Of all {total} participants who were interviewed and have a transcript.",
        "rule_asked": (
            "Of the {total} participants who were asked: whose interview put at least one of the questions {questions}."
        ),
        "rule_asked_of_everyone": (
            "Of all {total} participants who were interviewed: the proposition is tied to no question of the guide, so "
            "it counts as asked of everyone."
        ),
        "rule_withdrawn": "Left out, because the consent was withdrawn: {who}.",
        "rule_code": (
            "A respondent has the code when at least one coding, by any coder, stands on the respondent's own words."
        ),
        "rule_code_elsewhere": "Codings on the words of interviewers or unknown voices that do not count: {number}.",
        "rule_code_lost": "Codings whose words are gone and that do not count: {number}.",
        "no_position_yet": "No position recorded yet ({number}): {who}",
        "not_asked": "Not asked ({number}): {who}",
        "outside": "Took such a position without being asked, and not counted: {who}",
        "unasked": "not asked",
        "translated_from": "translated from {language}",
        "translation_draft": "translation not yet accepted",
        "translation_stale": "translation out of date",
        "quote_meaning": "Words of {participant}.",
        "quote_rule": "Verbatim in {segment}, in the language in which it was said, pseudonymised.",
        "quote_rule_translated": "Verbatim in the translation of {segment}; said in {language}.",
        "hypothesis_meaning": "How positions bear on hypothesis {key}: {text}.",
        "hypothesis_rule": (
            "Everyone interviewed stands in one column of each row. Silence counts as silence, not as agreement or "
            "disagreement. Positions support or contradict an expectation; they do not settle it."
        ),
        "hypothesis_title": "Hypothesis {key}",
        "hypothesis_caption": "Table {number}. Hypothesis {key}: {text}",
        "evidence_link": "Evidence",
        "table_caption": "Table {number}. {text}",
        "figure_caption": "Figure {number}. {text}",
        "positions_table": "Positions by proposition",
        "positions_table_meaning": "Everyone's position on every proposition.",
        "positions_table_rule": (
            "One row for each proposition. Each column gives how many participants, and who. “Asked” are those whose "
            "interview put at least one of the proposition's questions; those not asked stand in no other column "
            "unless they took a position all the same."
        ),
        "participants_table": "Participants",
        "participants_table_meaning": "Everyone who was interviewed, by code.",
        "participants_table_rule": "Variables shown: {variables}. {total} participants.",
        "none": "none",
        "mentions_table": "Whom respondents mention",
        "codes_table": "Codes",
        "codes_table_meaning": "Every code of the codebook: its codings and the respondents who have it.",
        "codes_table_rule": (
            "{rule} Each line counts its own codings, not those of the codes below it. “{respondents}” are of "
            "{total} interviewed."
        ),
        "positions_figure": "Positions by proposition",
        "positions_figure_alt": "Stacked bars, one for each proposition: {text}.",
        "mentions_figure_mentions": "How often respondents mention whom",
        "mentions_figure_segments": "In how many turns respondents mention whom",
        "mentions_figure_respondents": "How many respondents mention whom",
        "mentions_figure_per_1000_words": "Mentions per 1,000 words of respondents",
        "yes": "yes",
        "no": "no",
        "mentions_figure_alt": "Bars, longest first: {text}.",
        "mentions_meaning": "How respondents mention {entry}: {unit}.",
        "mentions_all_meaning": "Whom respondents mention, by the lexicon “{lexicon}”.",
        "mentions_hits": "{participant}: {number}",
        "mentions_rule": "Counted by the lexicon “{lexicon}” in the {words} words of {total} respondents.",
        "contents": "Contents",
        "skip": "Skip to the text",
        "appendix": "Evidence",
        "appendix_intro": (
            "Every computed value of this chapter, in the order of the text: what was asked of the material, who is "
            "counted, and the words that show it, in the language in which they were said and in translation where "
            "there is one, with their time on the tape."
        ),
        "asked_of_material": "Query",
        "on_line": "line {line} of {template}",
        "counted": "Rule",
        "back": "Back to the text",
        "withheld": "words withheld: no consent to quote",
        "not_shared": "words not shown: the selection was made on text before pseudonymisation",
        "gone": "the words are gone from the transcript; they were selected before it was changed",
        "review": "the words changed since they were selected and were not looked at again",
        "no_text": "not pseudonymised yet: no words are shown",
        "shown_above": "in full under {link}",
        "draft": "draft, not accepted by a person",
        "stale": "out of date: the original has changed since",
        "accepted": "accepted by {who}",
        "origin": "{language}, {origin}",
        "in_numbers": "The figure in numbers",
        "provenance": "How this chapter was made",
        "provenance_text": (
            "Rendered by Dragoman {version} on {date} from {template} (SHA-256 {template_sha256}) and the study "
            "“{study}”, whose event log then ended in {chain_head}. Values computed: {values}."
        ),
        "not_encrypted": ("This file is not encrypted: whoever has it can read it. The study itself stays encrypted."),
    },
)

"""Whatever a transcript holds, the page shows those characters and nothing else."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.report.markdown import Grid, code, escaped, spoken, table
from dragoman.report.pandoc import pandoc

HOSTILE = st.text(alphabet="aя1 \n\t.:-_*`<>[](){}|\\/#@!$%^&~='\"+;,?…—«»", max_size=24)


def plain(markdown: str, *, smart: bool) -> str:
    return pandoc(markdown, to="plain", smart=smart).decode()


@settings(max_examples=12, deadline=None)
@given(st.lists(HOSTILE, min_size=40, max_size=60), st.booleans())
@example(texts=["% a title block", "1. one"], smart=False)
def test_escaped_text_is_shown_as_it_is(texts: list[str], smart: bool) -> None:
    wanted = [" ".join(text.split()) for text in texts]
    markdown = "\n\nZZZ\n\n".join(escaped(text) for text in texts)
    shown = [" ".join(part.split()) for part in plain(markdown, smart=smart).split("ZZZ")]
    assert shown == wanted


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=20, max_size=30))
def test_cells_of_a_table_stay_in_their_cells(rows: list[tuple[str, str]]) -> None:
    made = pandoc(table(Grid(("a", "b"), tuple(rows))), to="html", smart=True).decode()
    assert made.count("<tr>") == len(rows) + 1
    assert made.count("<td") == 2 * len(rows)
    assert made.count("<em>") + made.count("<strong>") + made.count("<a ") + made.count("<code") == 0


def test_markup_in_words_is_text() -> None:
    words = '<img src=x onerror="alert(1)"> [x](javascript:alert(1)) <!-- c --> &lt; ${1} \\ ::: {.a}'
    made = pandoc(spoken(words, lang="ru", classes=".quoted"), to="html", smart=True).decode()
    assert made.count("<") == made.count("</span>") * 2 + 2  # one paragraph, one span
    assert "&lt;img src=x" in made
    assert "&amp;lt;" in made


def test_code_may_hold_backticks() -> None:
    made = pandoc(code('quote("P01", "a `b` ``c``")'), to="html", smart=True).decode()
    assert made.strip() == '<p><code>quote("P01", "a `b` ``c``")</code></p>'

"""A rendered chapter: traceable, whole, safe, and on record."""

from __future__ import annotations

import json
import re
import zipfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.errors import Refused, WrongUse
from dragoman.model.consent import Consent
from dragoman.model.event import Event
from dragoman.model.participant import Participant
from dragoman.model.rendering import Rendering
from dragoman.report.appendix import MUCH_EVIDENCE
from dragoman.report.render import render
from dragoman.store.events import broken_links, chain_head
from dragoman.store.study import OpenStudy
from tests.report.small_study import CHOICE_EN, CHOICE_RU, CHOICE_RU_EN, HIDDEN, MARKUP, SECRET, Builder

TEMPLATE = f"""# What was found

{{{{ count("no-choice", "affirms") }}}} avoid choosing, {{{{ share("no-choice", "affirms") }}}};
{{{{ count(code="hedging") }}}} hedge: {{{{ who(code="hedging") }}}}.

{{{{ quote("P02", "We do not choose between them") }}}} or, in the original, {{{{ quote("P02", "Мы не выбираем") }}}}.

{{{{ quote("P01", {json.dumps(MARKUP)}, block=true) }}}}

{{{{ table("positions") }}}}

{{{{ table("participants") }}}}

{{{{ table("codes") }}}}

{{{{ figure("positions") }}}}

{{{{ hypothesis("H1") }}}}

Russia is named {{{{ mentions("russia") }}}} times. {{{{ table("mentions") }}}} {{{{ figure("mentions") }}}}
"""


class Page(HTMLParser):
    """Collects what a test wants to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.languages: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found.get("href")))
        if tag == "img":
            self.images.append(found)
        if found.get("lang"):
            self.languages.add(str(found["lang"]))
        assert not [name for name, _ in attrs if name.startswith("on")]


def written(folder: Path, text: str) -> Path:
    path = folder / "findings.md"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rendered(small: OpenStudy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered")
    outputs = [folder / name for name in ("findings.html", "findings.docx", "chapter.md")]
    render(small, written(folder, TEMPLATE), outputs)
    return folder


@pytest.fixture(scope="module")
def page(rendered: Path) -> str:
    return (rendered / "findings.html").read_text(encoding="utf-8")


def test_every_link_leads_somewhere_and_every_value_to_its_evidence_and_back(page: str) -> None:
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))
    assert {link for link in found.links if link.startswith("#")} <= {f"#{name}" for name in found.ids}
    for number in range(1, 16):
        assert f"evidence-{number}" in found.ids
        assert f"#evidence-{number}" in found.links
        assert f"#value-{number}" in found.links


def test_the_page_needs_nothing_else_and_runs_nothing(page: str) -> None:
    found = Page(page)
    assert not {"script", "iframe", "object", "embed", "link", "form", "base"} & set(found.tags)
    assert "default-src 'none'" in page
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") for image in found.images)
    assert all(link.startswith("#") for link in found.links)
    assert "url(" not in page.split("</style>", maxsplit=1)[0]


def test_markup_in_a_transcript_is_shown_as_text(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and *stars*, [a link](http://x.invalid) | a pipe, {{ 7 }}" in page
    assert "alert(1)</script>" not in page


def test_evidence_stands_in_both_languages_with_the_time_on_the_tape(page: str) -> None:
    plain = re.sub(r"</?mark>", "", page)
    assert CHOICE_RU in plain
    assert CHOICE_RU_EN in plain
    assert "P02 ¶2 · 00:02:10" in page
    assert '<div class="reading" lang="ru">' in page
    assert "English, translator x; accepted by ana" in page


def test_the_evidence_of_a_translated_quote_shows_what_was_said(page: str) -> None:
    number = next(n for n in range(1, 16) if f'id="evidence-{n}"' in page and "We do not choose" in heading(page, n))
    entry = page.split(f'id="evidence-{number}"')[1].split("</section>", maxsplit=1)[0]
    assert "<mark>We do not choose between them</mark>" in entry
    assert CHOICE_RU in entry


def heading(page: str, number: int) -> str:
    return page.split(f'id="evidence-{number}"')[1].split("</h3>", maxsplit=1)[0]


def test_much_evidence_on_one_segment_is_shown_in_full_once(fresh: OpenStudy, tmp_path: Path) -> None:
    with fresh.change("test.more") as change:
        build = Builder.of(change.session)
        for start in range(MUCH_EVIDENCE + 1):
            build.coding("unused", build.selection("P01", 2, CHOICE_EN[start:]))
    render(fresh, written(tmp_path, '{{ count(code="unused") }}'), [tmp_path / "out.html"])
    page = (tmp_path / "out.html").read_text()
    assert page.count('<div class="pair">') == 1
    assert page.count('in full under <a href="#evidence-1">1</a>') == MUCH_EVIDENCE


def test_outputs_are_announced_before_they_are_made(small: OpenStudy, tmp_path: Path) -> None:
    told: list[str] = []
    outputs = [tmp_path / "a.md", tmp_path / "b.html"]
    render(small, written(tmp_path, "Text.\n"), outputs, on_output=lambda path: told.append(path.name))
    assert told == ["a.md", "b.html"]


def test_words_of_someone_who_may_not_be_quoted_are_nowhere(rendered: Path) -> None:
    for path in rendered.iterdir():
        text = path.read_bytes().decode(errors="replace") + document_text(path)
        assert "ministry has already chosen" not in text
        assert SECRET not in text
    assert "words withheld: no consent to quote" in (rendered / "findings.html").read_text()
    assert "words withheld: no consent to quote" in document_text(rendered / "findings.docx")


def test_nothing_that_was_said_before_pseudonymisation_is_anywhere(rendered: Path) -> None:
    for path in rendered.iterdir():
        assert "Hidden Name" not in path.read_bytes().decode(errors="replace") + document_text(path)
    assert "Hidden Name" in HIDDEN


def test_the_page_has_the_structure_that_readers_of_all_kinds_need(page: str) -> None:
    found = Page(page)
    assert found.tags.count("h1") == 1
    assert found.tags.count("main") == found.tags.count("nav") == 1
    assert {"en", "ru"} <= found.languages
    assert all(image.get("alt") for image in found.images)
    assert re.findall(r"<th(?![a-z])(?! scope)", page) == []
    levels = [int(tag[1]) for tag in found.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_says_that_it_is_invented_how_it_was_made_and_that_it_is_not_encrypted(page: str) -> None:
    assert "All of this is invented." in page
    assert "This file is not encrypted" in page
    assert re.search(r"Rendered by Dragoman \S+ on \d{4}-\d\d-\d\d from findings\.md", page)


def document_text(path: Path) -> str:
    if path.suffix != ".docx":
        return ""
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def test_links_in_the_word_document_lead_to_the_appendix_and_back(rendered: Path) -> None:
    text = document_text(rendered / "findings.docx")
    marks = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', text))
    links = set(re.findall(r'w:anchor="([^"]+)"', text))
    assert links <= marks
    for number in range(1, 16):
        assert {f"evidence-{number}", f"value-{number}"} <= links


def test_the_word_document_carries_its_figure_with_a_description(rendered: Path) -> None:
    import docx

    with zipfile.ZipFile(rendered / "findings.docx") as parts:
        assert [name for name in parts.namelist() if name.endswith(".png")]
    document = docx.Document(str(rendered / "findings.docx"))
    described = [element.get("descr") for element in document.element.iter() if element.tag.endswith("}docPr")]
    assert len(described) == 2
    assert described[0].startswith("Stacked bars")
    assert "base64" not in document_text(rendered / "findings.docx")
    assert "not encrypted" in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.title == "What was found"
    assert len(document.tables) == 7  # positions, participants, codes, hypothesis, mentions; two figures in numbers


def test_the_sidecar_gives_query_result_and_hash_of_every_value(rendered: Path, small: OpenStudy) -> None:
    kept = json.loads((rendered / "findings.values.json").read_text())
    assert [value["id"] for value in kept["values"]] == [f"evidence-{number}" for number in range(1, 16)]
    first = kept["values"][0]
    assert (first["query"], first["result"], first["line"]) == ('count("no-choice", "affirms")', "2 of 4 asked", 3)
    assert all(re.fullmatch("[0-9a-f]{64}", value["input_sha256"]) for value in kept["values"])
    assert re.fullmatch("[0-9a-f]{64}", kept["chain_head"])
    assert re.fullmatch("[0-9a-f]{64}", kept["template_sha256"])
    assert kept["program"].startswith("dragoman ")
    with small.read() as session:
        hashes = set(session.scalars(select(Event.hash)))
    assert kept["chain_head"] in hashes
    assert (rendered / "chapter.values.json").exists()


def test_a_rendering_is_an_event_and_keeps_its_values(fresh: OpenStudy, tmp_path: Path) -> None:
    with fresh.read() as session:
        head = chain_head(session)
    done = render(fresh, written(tmp_path, '{{ count(code="hedging") }}'), [tmp_path / "out.html"])
    assert done.chain_head == head
    with fresh.read() as session:
        kept = session.scalars(select(Rendering)).one()
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert (kept.template, kept.outputs, kept.chain_head) == ("findings.md", ["out.html"], head)
        assert kept.values[0]["result"] == "3 of 5"
        assert event is not None
        assert (event.action, event.subject, event.details["values"]) == ("findings.render", "findings.md", 1)
        assert list(broken_links(session)) == []


def test_a_refused_chapter_leaves_nothing_behind(fresh: OpenStudy, tmp_path: Path) -> None:
    template = written(tmp_path, 'x\n\n{{ quote("P03", "Between us") }}')
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match=r"findings\.md, line 3: P03 cannot be quoted"):
        render(fresh, template, [tmp_path / "out.html"])
    assert sorted(tmp_path.iterdir()) == before
    with fresh.read() as session:
        assert session.scalars(select(Rendering)).all() == []


def test_a_withdrawn_consent_takes_the_words_out_of_the_next_rendering(fresh: OpenStudy, tmp_path: Path) -> None:
    template = written(tmp_path, '{{ count("no-choice", "affirms") }}')
    render(fresh, template, [tmp_path / "out.html"])
    assert "We never choose one side" in (tmp_path / "out.html").read_text()
    with fresh.change("consent.withdraw") as change:
        person = change.session.scalars(select(Participant).where(Participant.code == "P01")).one()
        consent = change.session.scalars(select(Consent).where(Consent.participant_id == person.id)).one()
        consent.withdrawn_at = consent.recorded_at
    done = render(fresh, template, [tmp_path / "out.html"])
    assert done.values[0].result == "1 of 3 asked"
    assert "We never choose one side" not in (tmp_path / "out.html").read_text()


def test_an_older_chapter_is_replaced_whole_and_nothing_else_is_left(fresh: OpenStudy, tmp_path: Path) -> None:
    template = written(tmp_path, "Text.\n")
    (tmp_path / "out.html").write_text("old")
    render(fresh, template, [tmp_path / "out.html"])
    assert "old" not in (tmp_path / "out.html").read_text()[:10]
    assert {path.name for path in tmp_path.iterdir()} == {"findings.md", "out.html", "out.values.json", "small.study"}


@pytest.mark.parametrize(
    ("output", "answer"),
    [
        ("out.pdf", "PDF is not written yet"),
        ("out.txt", "a chapter is written as .html, .docx, .md"),
        ("nowhere/out.html", "does not exist"),
        ("findings.md", "is the template itself"),
    ],
)
def test_outputs_that_cannot_be_are_refused(small: OpenStudy, tmp_path: Path, output: str, answer: str) -> None:
    with pytest.raises(WrongUse, match=answer):
        render(small, written(tmp_path, "Text.\n"), [tmp_path / output])


def test_no_chapter_is_written_into_the_study(small: OpenStudy, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="lies inside the study"):
        render(small, written(tmp_path, "Text.\n"), [small.path / "out.html"])
    assert not (small.path / "out.html").exists()


def test_a_template_that_is_not_text_is_refused(small: OpenStudy, tmp_path: Path) -> None:
    template = tmp_path / "findings.md"
    template.write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(WrongUse, match="is not text in UTF-8"):
        render(small, template, [tmp_path / "out.html"])
    with pytest.raises(WrongUse, match="There is no template"):
        render(small, tmp_path / "none.md", [tmp_path / "out.html"])


def test_a_russian_chapter_is_russian_throughout(fresh: OpenStudy, tmp_path: Path) -> None:
    template = written(tmp_path, TEMPLATE)
    render(fresh, template, [tmp_path / "out.html"], lang="ru")
    page = (tmp_path / "out.html").read_text()
    assert '<html lang="ru">' in page
    assert "2 из 4 спрошенных" in page
    assert "Страна избегает выбора." in page
    assert "Основания" in page
    assert "слова не приводятся: нет согласия на цитирование" in page
    with pytest.raises(WrongUse, match="A chapter can be written in en or ru, not in 'kk'"):
        render(fresh, template, [tmp_path / "out.html"], lang="kk")


def test_raw_markup_of_a_template_is_not_passed_on(small: OpenStudy, tmp_path: Path) -> None:
    template = written(tmp_path, "---\ntitle: Of *two* powers\n---\n\n<script>alert(1)</script>\n\n`<b>x</b>`{=html}\n")
    render(small, template, [tmp_path / "out.html", tmp_path / "out.docx"])
    page = (tmp_path / "out.html").read_text()
    assert "<script" not in page
    assert "<b>" not in page
    assert "<h1>Of <em>two</em> powers</h1>" in page


def test_both_languages_have_all_the_programs_words() -> None:
    from string import Formatter

    from dragoman.report.wording_en import ENGLISH
    from dragoman.report.wording_ru import RUSSIAN

    assert ENGLISH.phrases.keys() == RUSSIAN.phrases.keys()
    assert ENGLISH.languages.keys() == RUSSIAN.languages.keys()
    assert ENGLISH.stances.keys() == RUSSIAN.stances.keys()
    assert ENGLISH.bearings.keys() == RUSSIAN.bearings.keys()
    for name, phrase in ENGLISH.phrases.items():
        fields = [
            {field for _, field, _, _ in Formatter().parse(text) if field} for text in (phrase, RUSSIAN.phrases[name])
        ]
        assert fields[0] == fields[1], name

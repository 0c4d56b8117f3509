"""The language model as it is shipped, and the parts it is made with."""

from __future__ import annotations

import lzma
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

import extractors
from extractors import nlp
from extractors.nlp import pipeline
from training.corpus import Variety, Word, learnable, read, text_of
from training.evaluate import languages_right, scores, unreachable
from training.examples import example, in_blocks, in_tens

SHIPPED = Path(extractors.__file__).with_name("model")
CORPUS = Path(__file__).parents[2] / "shared" / "norne"


@pytest.fixture
def forgotten_pipeline() -> Iterator[None]:
    """The loaded model is dropped before and after, so that the environment is asked again."""
    pipeline.cache_clear()
    yield
    pipeline.cache_clear()


def test_the_model_is_loaded_once() -> None:
    assert pipeline() is pipeline()


def test_the_model_is_small_enough_to_ship() -> None:
    packed = (len(zlib.compress(f.read_bytes(), 1)) for f in SHIPPED.rglob("*") if f.is_file())
    assert sum(packed) <= 45e6


@pytest.mark.usefixtures("forgotten_pipeline")
def test_another_pipeline_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = spacy.blank("nb")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv(nlp.VARIABLE, str(tmp_path / "other"))
    assert pipeline().pipe_names == ["sentencizer"]


@pytest.mark.usefixtures("forgotten_pipeline")
def test_a_pipeline_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(nlp.VARIABLE, "no_such_pipeline")
    with pytest.raises(OSError, match="no_such_pipeline"):
        pipeline()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ordfører Kari Nordmann ledet møtet i Tromsø.", {"Kari Nordmann", "Tromsø"}),
        ("Ordførar Kari Nordmann leia møtet i Florø.", {"Kari Nordmann", "Florø"}),
    ],
)
def test_names_are_found(text: str, names: set[str]) -> None:
    assert {entity.text for entity in pipeline()(text).ents} == names


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Kommunene vedtok planene.", ["kommune", "vedta", "plan", "."]),
        ("Kommunane vedtok planane.", ["kommune", "vedta", "plan", "."]),
    ],
)
def test_words_have_lemmas(text: str, lemmas: list[str]) -> None:
    assert [token.lemma_ for token in pipeline()(text)] == lemmas


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    doc = pipeline()("Prisen er ca. 300 kr. per måned. Styret tar saken til orientering.")
    assert [sentence.text for sentence in doc.sents][-1] == "Styret tar saken til orientering."
    assert len(list(doc.sents)) == 2


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
@pytest.mark.parametrize(
    ("variety", "names", "people", "lemmas"),
    [("nob", 0.78, 0.87, 0.969), ("nno", 0.77, 0.86, 0.965)],
)
def test_the_figures_of_the_model_card_hold(
    variety: Variety, names: float, people: float, lemmas: float
) -> None:
    sentences = list(read(CORPUS, variety, "test"))
    figures = scores(in_tens(sentences))
    assert figures["ents_f"] >= names
    assert figures["ents_per_type"]["PER"]["f"] >= people
    assert figures["lemma_acc"] >= lemmas
    assert scores(in_blocks(sentences))["sents_f"] >= 0.97
    assert languages_right(sentences, variety) >= 0.97


# Written here, in the form of the corpus: its train part holds line breaks as tokens.
CONLLU = """\
# sent_id = 1
1\tMøtet\tmøte\tNOUN\t_\tDefinite=Def|Gender=Neut\t_\t_\t_\tname=O
2\tpå\tpå\tADP\t_\t_\t_\t_\t_\tname=O
3\tBø\tBø\tPROPN\t_\t_\t_\t_\t_\tname=B-GPE_LOC|SpaceAfter=No
4\t.\t$.\tPUNCT\t_\t_\t_\t_\t_\tname=O|SpaceAfter=No
5\t\n\n\t\n\n\tSPACE\t_\t_\t_\t_\t_\tname=O|SpaceAfter=No

1\tVårfesten\tVårfesten\tPROPN\t_\t_\t_\t_\t_\tname=B-EVT

"""


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A folder with a corpus of two sentences."""
    (tmp_path / "nob-dev.conllu.xz").write_bytes(lzma.compress(CONLLU.encode()))
    return tmp_path


def test_the_corpus_is_read(small_corpus: Path) -> None:
    meeting, party = read(small_corpus, "nob", "dev")
    assert text_of(meeting) == "Møtet på Bø."
    assert [word.lemma for word in meeting] == ["møte", "på", "Bø", "."]
    assert meeting[0].feats == "Definite=Def|Gender=Neut"
    assert [word.entity for word in meeting] == ["O", "O", "B-GPE", "O"]
    assert [word.entity for word in party] == ["B-EVT"]
    assert [word.entity for word in learnable(party)] == ["O"]


def test_an_example_keeps_sentences_and_entities(small_corpus: Path) -> None:
    gold = example(spacy.blank("nn"), list(read(small_corpus, "nob", "dev"))).reference
    assert gold.text == "Møtet på Bø. Vårfesten "
    assert [sentence.text for sentence in gold.sents] == ["Møtet på Bø.", "Vårfesten"]
    assert [(entity.text, entity.label_) for entity in gold.ents] == [
        ("Bø", "GPE"),
        ("Vårfesten", "EVT"),
    ]


def test_an_entity_that_ends_within_a_token_is_counted_as_lost() -> None:
    """`2.` at the end of a sentence is read as an ordinal."""
    sentence = (
        Word("Kari", entity="B-PER"),
        Word("ser"),
        Word("TV", entity="B-ORG"),
        Word("2", entity="I-ORG", space=False),
        Word("."),
    )
    assert unreachable([[sentence]]) == {"ORG": 1}


def test_other_names_leave_the_rest_of_a_sentence() -> None:
    augment = pytest.importorskip("training.augment", reason="norwegian-fake-data is not here")
    sentence = (
        Word("Per", entity="B-PER"),
        Word("Ås", entity="I-PER"),
        Word("bur"),
        Word("i"),
        Word("Bø", entity="B-GPE", space=False),
        Word("."),
    )
    known = augment.names([sentence])
    rng = random.Random(1)
    people = set()
    for _ in range(300):
        varied = augment.varied(sentence, known, rng)
        (first, last), (place, end) = augment.spans(varied)
        assert first == 0
        assert text_of(varied[last:]).lower() == "bur i bø."
        assert (place, end) == (len(varied) - 2, len(varied) - 1)
        people.add(text_of(varied[:last]))
    assert len(people) > 10


def test_every_line_of_minutes_can_be_filled() -> None:
    augment = pytest.importorskip("training.augment", reason="norwegian-fake-data is not here")
    mentions = tuple(
        Word(kind.title(), entity=f"B-{kind}") for kind in ("ORG", "GPE", "LOC", "PROD")
    )
    known = augment.names([mentions])
    for one in augment.minutes(spacy.blank("nn"), known, random.Random(1)):
        assert "{" not in one.reference.text
        assert all(span.text == span.text.strip() for span in one.reference.ents)

"""The language model as it is shipped, and the parts it is made with."""

from __future__ import annotations

import lzma
import random
import zlib
from pathlib import Path

import pytest
import spacy
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

import extractors
from extractors import nlp
from extractors.components.encoder import Vectors, Words, quick
from extractors.components.lists import GENITIVE, LISTS, lists_of
from extractors.components.names import recurring_names
from extractors.components.sentences import COLUMNS, KINDS, columns
from extractors.nlp import pipeline
from training.corpus import Variety, Word, learnable, read, text_of
from training.evaluate import languages_right, scores, unreachable
from training.examples import example, in_blocks, in_tens

SHIPPED = Path(extractors.__file__).with_name("model")
TEXTS = ("", "Til stede:\n\nKari Moe, jf. § 5", "Møtet vart heva kl. 20.15. " * 60, "AP", "Ap ")
NAMED = (
    "Ola Nordmann og Kari Moe Hansen frå Nord-Aurdal kommune møtte for Arbeidarpartiet.",
    "Møtet ble holdt i Oslo rådhus, der ordfører Anne Lindboe (H) ønsket velkommen",
    "Sak 12/24 Høring fra Helse- og omsorgsdepartementet Leder i Norsk Sykepleierforbund Lill Dahl",
)
CORPUS = Path(__file__).parents[2] / "shared" / "norne"


def test_the_model_is_loaded_once() -> None:
    assert pipeline() is pipeline()


def test_the_model_is_small_enough_to_ship() -> None:
    packed = (len(zlib.compress(f.read_bytes(), 1)) for f in SHIPPED.rglob("*") if f.is_file())
    assert sum(packed) <= 45e6


def test_another_pipeline_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "ner" in pipeline().pipe_names
    other = spacy.blank("nb")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv(nlp.VARIABLE, str(tmp_path / "other"))
    assert pipeline().pipe_names == ["sentencizer"]


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


def test_signs_without_end_move_no_name() -> None:
    text = f"Kari Nordmann {'_' * 20_000} møtte i Oslo."  # the tokenizer alone takes a minute
    found = nlp.names_in([text])[text]
    assert [text[first:last] for _, first, last in found] == ["Kari Nordmann", "Oslo"]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Kommunene vedtok planene.", ["kommune", "vedta", "plan", "."]),
        ("Kommunane vedtok planane.", ["kommune", "vedta", "plan", "."]),
    ],
)
def test_words_have_lemmas(text: str, lemmas: list[str]) -> None:
    assert [token.lemma_ for token in pipeline()(text)] == lemmas


def test_a_lemma_is_of_the_variety_that_the_text_is_in() -> None:
    bokmal = pipeline()("Det er ikke noen som vet hvor mye dette vil koste kommunen.")
    nynorsk = pipeline()("Det er ikkje nokon som veit kor mykje dette vil koste kommunen.")
    assert (bokmal[1].lemma_, nynorsk[1].lemma_) == ("være", "vere")


def test_a_heading_without_a_full_stop_is_a_sentence() -> None:
    text = "Tilskudd til idrettslag Kommunen har fått fire søknader om tilskudd i år."
    assert [s.text for s in pipeline()(text).sents] == [
        "Tilskudd til idrettslag",
        "Kommunen har fått fire søknader om tilskudd i år.",
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ny skole vedtatt", "Kommunestyret vedtok budsjettet i går kveld."],
        ["Vil byggje ny skule", "Kommunestyret i Nes vedtok budsjettet for neste år."],
        ["Arbeidet med skulen i Nes blei leia av Kari Moe frå Sande."],
        ["Planen er nærare omtala i kap. 10 og kap. 11 i meldinga."],
        ["Dette er omtalt nærmere under kap. 7.2 nedenfor.", "Styret slutter seg til dette."],
        ["Hun var klar:", "– Dette går ikke.", "Vi må finne mer penger, sa Moe."],
    ],
)
def test_sentences_begin_where_they_do(sentences: list[str]) -> None:
    assert [sentence.text for sentence in pipeline()(" ".join(sentences)).sents] == sentences


def test_sentences_do_not_depend_on_the_texts_beside_them() -> None:
    texts = ["", *TEXTS, "Eit møte Styret møttest i dag. Det gjekk bra.", ""]
    starts = [
        [[token.is_sent_start for token in doc] for doc in docs]
        for docs in (pipeline().pipe(texts), map(pipeline(), texts))
    ]
    assert starts[0] == starts[1]
    assert all(begins[0] for begins in starts[0] if begins)


def test_what_is_known_of_a_word_for_sentences() -> None:
    words = ["Ho", "skreiv", "«", "Vi", "vinn", ".", "Og", "vi"]
    morphs = ["", "VerbForm=Fin", "", "", "Mood=Ind|VerbForm=Fin", "", "", ""]
    table = columns(Doc(pipeline().vocab, words=words, morphs=morphs))

    def column(name: str) -> list[int]:
        return [int(value) - 1 for value in table[:, COLUMNS.index(name)]]

    assert [KINDS[kind] for kind in column("kind")][:6] == [
        *("capital", "lower", "opening quote", "capital", "lower", "end"),
    ]
    assert column("finite") == [0, 1, 0, 0, 1, 0, 0, 0]
    assert column("finite before") == [0, 0, 1, 1, 1, 2, 0, 0]
    assert column("finite after") == [2, 2, 1, 1, 1, 0, 0, 0]
    assert column("quoted") == [0, 0, 0, 1, 1, 1, 1, 1]
    assert column("endless") == [0, 0, 0, 0, 0, 0, 1, 1]
    assert column("again") == [0] * 8


def test_the_full_stop_of_an_abbreviation_is_known() -> None:
    words = ["Sjå", "kap", ".", "10", "i", "planen", "."]
    table = columns(Doc(pipeline().vocab, words=words))
    known = [int(value) - 1 for value in table[:, COLUMNS.index("abbreviation")]]
    assert known == [0, 0, 1, 0, 0, 0, 0]


def test_a_surname_alone_is_the_person_who_was_named_in_full() -> None:
    text = "Kari Moss leia møtet . Moss orienterte , og Moss' syn fekk støtte i Moss ."
    words = text.split()
    ents = ["B-PER", "I-PER", "O", "O", "O", "B-GPE", *["O"] * (len(words) - 6)]
    doc = recurring_names(Doc(pipeline().vocab, words=words, ents=ents))
    assert [(e.text, e.label_, e.start) for e in doc.ents] == [
        ("Kari Moss", "PER", 0),
        ("Moss", "PER", 5),
        ("Moss", "PER", words.index("Moss", 6)),
    ]


def test_a_name_is_of_the_type_that_most_of_its_mentions_have() -> None:
    text = "Gjensidig tilbyr det . Tilbodet frå Gjensidig gjeld . Gjensidigs svar"
    words = text.split()
    ents = ["B-PER", *"OOOOO", "B-ORG", *"OO", "B-ORG", "O"]
    doc = recurring_names(Doc(pipeline().vocab, words=words, ents=ents))
    assert [e.label_ for e in doc.ents] == ["ORG", "ORG", "ORG"]


def test_lists_of_names_are_known_by_words_with_a_capital() -> None:
    def letters(word: str) -> set[str]:
        return {letter for i, letter in enumerate(LISTS) if lists_of(word) >> i & 1}

    assert letters("Ingrid") >= {"g"}
    assert letters("NORGE") >= {"c"}
    assert letters("Nordfjordeids") >= {"n"}
    assert lists_of("Nordfjordeids") & GENITIVE
    assert lists_of("ingrid") == lists_of("") == 0


def test_the_quick_encoders_see_what_spacys_own_see() -> None:
    nlp = spacy.load(SHIPPED / "norsk")
    texts = [nlp.make_doc(text) for text in TEXTS]
    vectors = Vectors(nlp.vocab)
    for own in (
        nlp.get_pipe("tok2vec").model,
        nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0],
    ):
        for expected, seen in zip(
            own.predict(texts), quick(own, vectors).predict(texts), strict=True
        ):
            assert seen == pytest.approx(expected, abs=1e-4)


def test_names_stand_where_spacys_own_search_finds_them() -> None:
    nlp = spacy.load(SHIPPED / "norsk")
    ours = nlp.get_pipe("ner")
    theirs = EntityRecognizer(nlp.vocab, ours.model, moves=ours.moves)
    texts = [*TEXTS, *NAMED, " ".join(NAMED), "Kari", "\n \n", "Den Norske Bank Og"]
    found, expected = ([nlp.make_doc(text) for text in texts] for _ in "ab")
    found, expected = list(ours.pipe(found)), list(theirs.pipe(expected))
    assert sum(len(doc.ents) for doc in found) > len(NAMED)
    for doc, other in zip(found, expected, strict=True):
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [
            (e.start, e.end, e.label_) for e in other.ents
        ]
        assert [token.ent_iob_ for token in doc] == [token.ent_iob_ for token in other]


def test_what_is_kept_of_a_word_does_not_depend_on_the_words_beside_it() -> None:
    nlp = spacy.load(SHIPPED / "norsk")
    long, one = (
        nlp.make_doc("Det går an å læra mange ord på ein gong."),
        nlp.make_doc("Det går til"),
    )
    embed, vectors = nlp.get_pipe("tok2vec").model.layers[0], Vectors(nlp.vocab)
    beside = Words(embed, vectors)([long])
    assert (beside[:2] == Words(embed, vectors)([one])[:2]).all()
    among = Words(embed, vectors)
    among([nlp.make_doc(" ".join(map(str, range(3000))))])  # more words than there was room for
    assert (among([long]) == beside).all()


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    doc = pipeline()("Prisen er ca. 300 kr. per måned. Styret tar saken til orientering.")
    assert [sentence.text for sentence in doc.sents][-1] == "Styret tar saken til orientering."
    assert len(list(doc.sents)) == 2


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
@pytest.mark.parametrize(
    ("variety", "names", "people", "lemmas", "sentences_found"),
    [("nob", 0.82, 0.90, 0.975, 0.965), ("nno", 0.80, 0.90, 0.973, 0.945)],
)
def test_the_figures_of_the_model_card_hold(
    variety: Variety, names: float, people: float, lemmas: float, sentences_found: float
) -> None:
    sentences = list(read(CORPUS, variety, "test"))
    figures = scores(in_tens(sentences))
    assert figures["ents_f"] >= names
    assert figures["ents_per_type"]["PER"]["f"] >= people
    assert figures["lemma_acc"] >= lemmas
    assert figures["sents_f"] >= sentences_found
    assert scores(in_blocks(sentences))["sents_f"] >= 0.975
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


def test_an_encoder_that_also_sees_lists_begins_as_the_one_it_is_copied_from() -> None:
    build = pytest.importorskip("training.build", reason="what the training needs is not here")
    nlp = spacy.load(SHIPPED / "norsk")
    shared = nlp.get_pipe("tok2vec")
    doc = nlp.make_doc("Kari Nordmann leia møtet i Florø.")
    before = shared.predict([doc])[0]
    gold = tuple(Word(w, entity="B-PER" if w == "Kari" else "O") for w in ("Kari", "leia", "møtet"))
    config = spacy.util.load_config(build.CONFIG, interpolate=True)
    build.names_by_themselves(nlp, config["names"], [[gold]])
    after = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].predict([doc])[0]
    assert before == pytest.approx(after, abs=1e-4)


def test_every_line_of_minutes_can_be_filled() -> None:
    augment = pytest.importorskip("training.augment", reason="norwegian-fake-data is not here")
    mentions = tuple(
        Word(kind.title(), entity=f"B-{kind}") for kind in ("ORG", "GPE", "LOC", "PROD")
    )
    known = augment.names([mentions])
    for one in augment.minutes(spacy.blank("nn"), known, random.Random(1)):
        assert "{" not in one.reference.text
        assert all(span.text == span.text.strip() for span in one.reference.ents)

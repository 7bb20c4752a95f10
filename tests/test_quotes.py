"""Quotes in their articles under folding, and figures in their quotes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.claims.amounts import Sort, amounts
from checker.claims.claim_files import Written
from checker.claims.folding import fold, folded
from checker.claims.printed import astray
from checker.claims.quotes import Astray, find, holds
from checker.claims.sources import Source
from checker.claims.statements import Position, Quote, Statement
from checker.language.grammar import parse
from checker.language.nodes import Formula

# --- folding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('said: "no"', "said: “no”"),
        ("it's", "it’s"),
        ("2010-11 - yes", "2010–11 — yes"),
        ("20 councils", "20\u00a0 \n\tcouncils"),
        ("councils", "coun\u00adcils\u200b"),
        ("and so on...", "and so on…"),
        ("caf\u00e9 cr\u00e8me", "cafe\u0301 cre\u0300me"),
        ("a b", "a\u200b \u200b\u00a0b"),
        ("각", "\u1100\u1161\u11a8"),
    ],
)
def test_typesetting_makes_no_difference(written: str, printed: str) -> None:
    assert folded(written) == folded(printed)
    article = f"Before, … “x”\u00ad {printed}; after"
    found = find(written, fold(article), article)
    assert isinstance(found, Quote)
    assert article[found.start : found.end].strip("\u200b") == printed.strip("\u200b")
    assert found.text == article[found.start : found.end]


@given(st.text("ab1 \n\t\u00a0\u00ad\u200b…’“–-.é\u0301e\u1100\u1161", max_size=40))
def test_folding_keeps_the_way_back(text: str) -> None:
    result = fold(text)
    assert result.text.strip() == folded(text)
    starts = [result.start(i) for i in range(len(result.text))]
    ends = [result.end(i + 1) for i in range(len(result.text))]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(
    st.text("ab \n\u00a0\u00ad…’“–.é\u0301e", min_size=1, max_size=40),
    st.integers(0, 39),
    st.integers(1, 40),
)
def test_a_passage_of_the_article_is_found(article: str, start: int, length: int) -> None:
    passage = article[start : start + length]
    wanted = folded(passage)
    found = find(passage, fold(article), article)
    if isinstance(found, Quote):
        assert wanted
        assert folded(found.text) == wanted
    else:  # white space alone, or a word, a loose accent or a row of dots was cut
        assert not wanted or wanted not in fold(article).text or "within" in found.message


def test_the_first_whole_occurrence_counts() -> None:
    article = "128 councils, 28 councils and 28 councils"
    assert find("28 councils", fold(article), article) == Quote("28 councils", 14, 25)


@pytest.mark.parametrize("quote", ["8 councils", "28 council", "28", "1,2", "5 per cent"])
def test_a_quote_cuts_no_word_and_no_number(quote: str) -> None:
    article = "128 councils, 1,247 pupils, 2.5 per cent"
    found = find(quote, fold(article), article)
    assert isinstance(found, Astray)
    assert "within a word or a number" in found.message


def test_a_quote_that_leaves_the_article_says_where() -> None:
    article = "In total, 28 councils were excellent and 12 were poor."
    quote = "In  total, 28 councils are excellent"
    found = find(quote, fold(article), article)
    assert isinstance(found, Astray)
    assert quote[found.start : found.end] == "are"
    assert (
        'agrees up to "In total, 28 councils" and then has "were excellent and 12"' in found.message
    )


def test_long_lines_are_searched_in_no_time() -> None:
    article = "28 councils were good, \u00ad12 … " * 40_000 + "the end"
    long = fold(article)
    assert isinstance(find("12 … the end", long, article), Quote)
    assert isinstance(find("28 councils were bad", long, article), Astray)
    assert not holds("councils are", long.text)


# --- amounts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sort", "value"),
    [
        ("28", Sort.NUMBER, 28),
        ("1,247", Sort.NUMBER, 1247),
        ("1\u202f247", Sort.NUMBER, 1247),
        ("1 247 000", Sort.NUMBER, 1_247_000),
        ("1,234,567.5", Sort.NUMBER, Fraction("1234567.5")),
        ("twelve", Sort.NUMBER, 12),
        ("Twenty-five", Sort.NUMBER, 25),
        ("twenty five", Sort.NUMBER, 25),
        ("one hundred and four", Sort.NUMBER, 104),
        ("a hundred and one", Sort.NUMBER, 101),
        ("nineteen hundred", Sort.NUMBER, 1900),
        ("fifty-five thousand", Sort.NUMBER, 55_000),
        ("two million three hundred thousand and four", Sort.NUMBER, 2_300_004),
        ("between one hundred and two hundred", Sort.NUMBER, 100),
        ("third", Sort.NUMBER, 3),
        ("21st", Sort.NUMBER, 21),
        ("twenty-first", Sort.NUMBER, 21),
        ("a council", Sort.NUMBER, 1),
        ("both", Sort.NUMBER, 2),
        ("half a dozen", Sort.NUMBER, 6),
        ("two dozen", Sort.NUMBER, 24),
        ("none of them", Sort.NUMBER, 0),
        ("1.2 million", Sort.NUMBER, 1_200_000),
        ("£10m", Sort.NUMBER, 10_000_000),
        ("10bn", Sort.NUMBER, 10_000_000_000),
        ("3k", Sort.NUMBER, 3000),
        ("3-4 million", Sort.NUMBER, 3_000_000),
        ("four or five million", Sort.NUMBER, 4_000_000),
        ("two and a half", Sort.NUMBER, Fraction(5, 2)),
        ("13%", Sort.PER_CENT, 13),
        ("13 per cent", Sort.PER_CENT, 13),
        ("13pc", Sort.PER_CENT, 13),
        ("thirteen percent", Sort.PER_CENT, 13),
        ("13-14 per cent", Sort.PER_CENT, 13),
        ("13, 14 and 15 per cent", Sort.PER_CENT, 13),
        ("97.50%", Sort.PER_CENT, Fraction("97.5")),
        ("up 3 percentage points", Sort.PER_CENT, 3),
        ("up 3 percentage points", Sort.POINTS, 3),
        ("a 3.1-point fall", Sort.POINTS, Fraction("3.1")),
        ("a percentage point", Sort.POINTS, 1),
        ("0.3 and 0.4 points", Sort.POINTS, Fraction("0.3")),
        ("0.3 of a percentage point", Sort.POINTS, Fraction("0.3")),
        ("half a percentage point", Sort.POINTS, Fraction(1, 2)),
        ("a quarter of a point", Sort.POINTS, Fraction(1, 4)),
        ("a third", Sort.SHARE, Fraction(1, 3)),
        ("nearly two-thirds", Sort.SHARE, Fraction(2, 3)),
        ("three quarters", Sort.SHARE, Fraction(3, 4)),
        ("half", Sort.SHARE, Fraction(1, 2)),
        ("halved", Sort.SHARE, Fraction(1, 2)),
        ("1/4", Sort.SHARE, Fraction(1, 4)),
        ("¾", Sort.SHARE, Fraction(3, 4)),
        ("three in ten", Sort.SHARE, Fraction(3, 10)),
        ("3 out of 10", Sort.SHARE, Fraction(3, 10)),
        ("1 in 7", Sort.ONE_IN, 7),
        ("One in seven", Sort.ONE_IN, 7),
        ("one in every seven", Sort.ONE_IN, 7),
        ("one of every seven", Sort.ONE_IN, 7),
        ("every seventh", Sort.ONE_IN, 7),
        ("every 7th", Sort.ONE_IN, 7),
        ("double", Sort.TIMES, 2),
        ("doubled", Sort.TIMES, 2),
        ("doubling", Sort.TIMES, 2),
        ("twice", Sort.TIMES, 2),
        ("twofold", Sort.TIMES, 2),
        ("two-fold", Sort.TIMES, 2),
        ("trebled", Sort.TIMES, 3),
        ("tripling", Sort.TIMES, 3),
        ("three times", Sort.TIMES, 3),
        ("3x", Sort.TIMES, 3),
        ("tenfold", Sort.TIMES, 10),
        ("two and a half times", Sort.TIMES, Fraction(5, 2)),
        ("2½ times", Sort.TIMES, Fraction(5, 2)),
        ("half a million", Sort.NUMBER, 500_000),
        ("a quarter of a billion", Sort.NUMBER, 250_000_000),
        ("one and a half million", Sort.NUMBER, 1_500_000),
        ("£1½m", Sort.NUMBER, 1_500_000),
        ("half-a-dozen", Sort.NUMBER, 6),
        ("two and a half per cent", Sort.PER_CENT, Fraction(5, 2)),
    ],
)
def test_amounts_are_read_in_every_spelling(text: str, sort: Sort, value: Fraction) -> None:
    assert (sort, value) in {(a.sort, a.value) for a in amounts(f"Some say {text}, others not")}


@pytest.mark.parametrize(
    ("text", "sort", "value"),
    [
        ("twenty-five", Sort.NUMBER, 20),
        ("twenty-five", Sort.NUMBER, 5),
        ("1,247", Sort.NUMBER, 247),
        ("two-thirds", Sort.SHARE, Fraction(1, 3)),
        ("two-thirds", Sort.NUMBER, 3),
        ("20 councils, or 13%", Sort.PER_CENT, 20),
        ("3.1%", Sort.POINTS, Fraction("3.1")),
        ("31%, down 3 points", Sort.POINTS, 31),
        ("0.3 of a percentage point", Sort.POINTS, 1),
        ("half a point", Sort.POINTS, 1),
        ("1.2 million", Sort.NUMBER, 1_000_000),
        ("13 per cent", Sort.NUMBER, 100),
        ("one in seven", Sort.SHARE, 7),
    ],
)
def test_amounts_are_not_made_up(text: str, sort: Sort, value: Fraction) -> None:
    assert (sort, value) not in {(a.sort, a.value) for a in amounts(text)}


# --- figures of a statement ------------------------------------------------------------------


def misses(says: str, quote: str, note: str = "") -> list[str]:
    """The figures of a statement that its quote does not have."""
    formula = parse(says)
    assert isinstance(formula, Formula), formula
    statement = Statement(
        "f/c/1", "stated", says, formula, Position("f", 1, 1), quote=Quote(quote, 0, 1), note=note
    )
    written = Written(statement, Source("f", says), range(len(says) + 1))
    return [problem.message.split("`")[1] for problem in astray(written)]


def test_a_number_that_is_too_long_to_be_read_is_none() -> None:
    assert {one.value for one in amounts(f"{'9' * 5_000} and 1.{'9' * 5_000}% of 28")} == {28}


@pytest.mark.parametrize(
    ("says", "quote"),
    [
        ("x = 20", "twenty councils"),
        ("x = 13% of y", "13 per cent of them"),
        ("x = 1 in 7 of y", "one in every seven"),
        ("x = 8 more than y", "eight more"),
        ("x = double y", "twice as many"),
        ("x = a third of y", "about one third"),
        ("x = £10m", "a £10m fund"),
        ("x = 10 million", "10,000,000"),
        ("x = between 3 and 4", "three to four"),
        ("x = tens of thousands", "Tens of  thousands more"),
        ("x = several", "several councils"),
        ("x = 3 in 10 of y", "three in ten"),
        ("x = 4.2 per 1,000 of y", "4.2 per 1,000"),
        ("x = 40% more than y", "40 per cent up"),
        ("x@2011 = 5", "five of them"),
        ("x = a dozen", "Twelve councils"),
        ("x = 24", "two dozen councils"),
        ("x = half a dozen", "half-a-dozen of them"),
        ("x = 0.5 million", "half a million"),
        ("x = one and a half million", "1½m people"),
        ("x = 2.5 times y", "two and a half times as many"),
        ("x = half a point up on y", "up 0.5 points"),
        ("x = none", "No councils"),
        ("x = minus 3", "minus three degrees"),
        ("x = 7 out of 10 of y", "seven in ten"),
        ("x = a couple of hundred people", "a couple of hundred people"),
        ("x = between 2 and 3 million", "two to three million"),
        ("x = 300-odd", "300-odd people"),
        ("x = 13 per cent of y", "13% of them"),
        ("x > half of y", "most of them"),
    ],
)
def test_a_figure_in_its_quote_is_found(says: str, quote: str) -> None:
    assert misses(says, quote) == []


@pytest.mark.parametrize(
    ("says", "quote", "figure"),
    [
        ("x = 21", "twenty councils", "21"),
        ("x = 13% of y", "13 of them", "13%"),
        ("x = 13 per cent of y", "13 of them", "13 per cent"),
        ("x = half a million", "half of a town", "half a million"),
        ("x = a few hundred", "a few people", "a few hundred"),
        ("x = 13.0% of y", "13% of them", "13.0%"),
        ("x = 1 in 7 of y", "one in eight", "1 in 7"),
        ("x = double y", "more than before", "double"),
        ("x = a third of y", "two-thirds", "a third"),
        ("x = 2", "a dozen", "2"),
        ("x = several", "some councils", "several"),
        ("x = between 3 and 4", "three to five", "4"),
    ],
)
def test_a_figure_that_is_not_there_is_told(says: str, quote: str, figure: str) -> None:
    assert misses(says, quote) == [figure]
    assert misses(says, quote, note="it is from elsewhere") == []

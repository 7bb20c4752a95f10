"""Some random problems of every form: each verdict is proven or said to be open, and cvc5 agrees.

`python -m tests.random_problems` runs as many as you like.
"""

import pytest

from checker.claims.in_memory import project_of
from checker.proofs.searching import Effort
from checker.solvers.cvc5_solver import Cvc5Solver
from tests.brute_force.shapes import SHAPES
from tests.brute_force.truths import LEXICON
from tests.effort import is_thorough
from tests.language_pages import PHRASES
from tests.random_problems.checking import checked
from tests.random_problems.forms import FORMS, problem
from tests.random_problems.vocabularies import vocabulary_of

EACH = 2
"""Problems of each form that are run with `--thorough`; without it one of every second form."""

RESOURCES = 50_000
"""Steps of cvc5 for a question."""

EFFORT = Effort(looks=40)
"""How long a proof is looked for: that there is one is not what is tested here."""


@pytest.mark.parametrize("form", [*FORMS][:: 1 if is_thorough() else 2])
def test_nothing_is_refused_and_nobody_disagrees(form: str) -> None:
    for number in range(EACH if is_thorough() else 1):
        tally = checked(problem(form, number), Cvc5Solver(RESOURCES), EFFORT)
        assert not tally.failures, (
            f"python -m tests.random_problems --form '{form}' --number {number}"
        )
        assert tally.agreed + tally.not_decided + tally.undecided.total() > 0


@pytest.mark.parametrize(
    ("form", "number"), [("small: share", 2001), ("products", 1), ("large: rates", 1037)]
)
def test_what_ended_in_a_traceback_once(form: str, number: int) -> None:
    assert not checked(problem(form, number), None, EFFORT).failures


def test_every_phrase_is_drawn() -> None:
    assert {form.partition(": ")[2] for form in FORMS} >= set(PHRASES)


def test_a_problem_is_the_same_each_time() -> None:
    assert all(problem(form, 1) == problem(form, 1) for form in FORMS)


@pytest.mark.parametrize("name", [*SHAPES, "large"])
def test_a_written_vocabulary_is_the_lexicon(name: str) -> None:
    lexicon = LEXICON if name == "large" else SHAPES[name].lexicon()
    (topic,) = project_of(vocabulary_of(lexicon), []).topics
    assert topic.lexicon == lexicon

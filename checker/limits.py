"""Every limit at which something is refused, given up or left undecided, each with its reason.

They count what is alike on every machine; seconds are the outer fence. How much a report shows
stands with the report, and what a proof may have in `proofs/verifying.py`, which trusts no other
file.
"""

# What people write. What is larger is refused, with its place.

MEGABYTES_OF_A_FILE = 16  # more is no text that anybody wrote
SIGNS_OF_A_STATEMENT = 200_000  # a list of 5,000 names has 100,000
DIGITS_OF_A_FIGURE = 40  # more is a slip of the keyboard, no count of anything
SIGNS_OF_A_FIGURE = 400  # longer ones are no number, and Python reads none
DIGITS_OF_A_MEMBERS_NUMBER = 12  # a population has stretches of numbers, no larger
NESTED_YAML = 12  # no shape of a file is half as deep
NESTED_CLAUSES = 40  # more is no sentence that anybody reads
STACKED_PHRASES = 8  # as `half of a third of A`: their cases multiply
PARTS_OF_A_STATEMENT = 200  # what `+`, `or` and the like join
FACTORS = 8  # unknown ones: more of them no solver decides
SIGNS_OF_A_SUM = 256  # combinations that are told apart
NESTED_DEFINITIONS = 80  # `meaning` refuses fewer if they go in no circle
CONDITIONS = 2_000  # more is no set that anybody means
NESTED_CONDITIONS = 100  # the same; Python would run out of its stack
NESTED_MEANINGS = 500  # nodes that definitions make inside one another
PERIODS_OF_EACH = 366  # the days of a year
STREAK = 100  # times and years that a history may go back
FIGURES_BESIDE_UNKNOWN = 8  # each with room: all are tried with each other
SIGNS_OF_A_LINE = 2_000  # more is a paragraph, no line of a table
STEPS_OF_A_PATTERN = 100  # texts and placeholders: more is a slip

# Help with mistakes: beyond these less of it is given.

SIGNS_WITH_REMEDY = 160  # slips in longer lines are told as they are
WRONG_FORMS_OF_A_LINE = 4  # more are no slip
REMEDIES_TRIED = 60  # each is read and meant anew
ARTICLES_SEARCHED = 200  # for a quote that its own article does not have
SIGNS_BETWEEN_PARTS = 2000  # of a quote, as at the end of a page
NAMES_OF_A_CROWD = 40  # more that are alike are a list, no slips
NAMES_COMPARED = 500  # each with each; of more, by what they begin with

# Compiling. What is larger is undecided.

CELLS = 20_000  # of one table: more would not be solved in time
SECONDS_FOR_A_NOTE = 2.0  # to find that a figure excludes nothing; else no note

# Exact arithmetic. What it gives up z3 is asked.

EXCHANGES = 2_000  # of one question about a small component
EXCHANGES_A_COLUMN = 5  # so many more for each column
CASES = 1_600  # of one question, at first
CASES_AT_CORNERS = 200  # of them: then whole numbers are looked for in the middle
TARGETS = 3  # whole numbers just below a linear end that are tried as the end
FAR = 1_000  # how far a column without an end moves at least towards the middle
FEWEST_CASES = 400  # where they did not suffice again and again
NESTED_CASES = 200  # below each other
GREEDY_EXCHANGES = 400  # then columns in order, so that it ends (Bland 1977)
CLOCKLESS_STEPS = 16  # to look at the clock takes time, too
NEARBY_TRIES = 60  # changes that are tried for one answer
NEARBY_CHANGES = 6  # values that one answer changes before it settles

# z3 and cvc5, in their own steps, which are alike on every machine.

Z3_STEPS = 300_000  # before a question is asked anew: it may be astray
Z3_TURNS = 12  # in each a question has twice the steps
COVERAGE_TURNS = 3  # it asks many questions, and can do without some
FACTORS_TRIED = 5  # values of the factors of products
DIGITS_OF_A_VALUE = 2_000  # products of unknowns soon have more
DOUBLINGS = 40  # towards an end of a value
CVC5_STEPS = 1_000_000  # for one question of a second opinion

# Ends of values. What is not reached is told as a limit.

ROUNDS_OF_A_RATIO = 60  # a chain of linear questions (Dinkelbach 1967)
QUESTIONS_OF_AN_END = 24  # whether a value goes so far
UNANSWERED = 8  # as much as so many questions is one without an answer
TURNS_OF_AN_END = 2  # of z3 for each: what is not soon decided rarely is
TURNS_BEYOND = 4  # where the answer may be that nothing goes beyond what was reached
TURNS_AT_FACTORS = 6  # with factors of products fixed, one after the other
ROUNDS_CLOSER = 3  # each with the ranges of factors that were amiss
COPIES = 3_000  # constraints divided by wholes: more take longer than they help

# Contradictions and corrections. What is told then may not be the smallest or cheapest.

STEPS_TO_CONTRADICTION = 100_000  # then it need not be the lightest
STEPS_SOON = 2_000  # then it is not found soon
FEW_STATEMENTS = 100  # of more, small contradictions are looked for before a correction
STEPS_TO_CORRECTION = 200_000  # then it need not be the cheapest
STEPS_OF_A_QUESTION = 100  # as much effort as one question to the solver
SETS_A_STEP = 32  # that are looked through with the effort of one step
PAIRS = 3_000  # that are known from the start: those of 77 values of one figure
CHEAPEST = 20  # corrections: there is one a choice in a contradiction
CHOICES = 20_000  # partial ones of all cheapest corrections
FIRST_CONTRADICTIONS = 200  # the smallest, from which a first choice takes something
OVERLAYS = 3  # examples between two others not found in a row
ARTICLES_ASKED = 20  # whether those with a culprit contradict themselves
SETS_OF_A_DECISION = 5_000  # one where all texts are told apart

# Explanations. Beyond these less is told.

SUMS_OF_A_WHOLE = 24  # ways to put one number together from others
SUMS_WAITING = 2_000  # partial ones
ROUNDS_OF_A_CHAIN = 6  # a longer chain of sums no reader follows
REPAIRS_NEAREST = 4  # tried next to each other where not every value fits
REPAIRS_TOLD = 6  # of one figure
REPAIRS_ASKED = 40  # values of one component asked of the solver
REPAIRS_ASKED_OF_PRODUCTS = 2  # each answer may take seconds
READINGS_OF_A_SLIP = 12  # a slip with more values tells nothing
ROWS_OF_A_PROOF = 3_000  # up to which a sum is looked for among all of them

# Use cases.

COVERAGE_EFFORT = 6_000  # questions about one component
EFFORT_OF_AN_END = 20  # as many questions
STATEMENTS_COVERED = 2_000  # for a page, unasked
STATEMENTS_AT_ONCE = 60  # one after the other with one solver
STATEMENTS_TOGETHER = 8  # of a group that is first tried with others
GROUPS_AT_ONCE = 20  # that are first asked about together
SECONDS = 1_000_000  # that may be asked for: 11 days

# The page that is served.

BYTES_OF_A_REQUEST = 64 * 1024  # a decision has a few hundred
CONNECTIONS = 200  # at a time; it is for one person
SECONDS_IDLE = 10  # until a connection is closed

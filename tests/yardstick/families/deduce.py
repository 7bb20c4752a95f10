"""Missing values that the others imply."""

from tests.yardstick.cases import Case
from tests.yardstick.families.locate import ruled, state
from tests.yardstick.numbers import as_number, end_text
from tests.yardstick.outcomes import Outcome, compared, unless_equal


def run(case: Case) -> Outcome:
    """Each implied value is the only one that fits, each undetermined one has more than one."""
    sheet = ruled(case).sheet
    state(sheet, case)
    expected = case.expected
    wrong = [unless_equal("verdict", expected["verdict"], sheet.verdict())]
    for name, value in expected.get("implied", {}).items():
        found = sheet.value(sheet.number(name))
        wrong.append(unless_equal(name, end_text(as_number(value)), end_text(found)))
    for name in expected.get("undetermined", ()):
        found = sheet.value(sheet.number(name))
        alone = f"{name}: expected several values, found {found} alone"
        wrong.append(None if found is None else alone)
    return compared(*wrong)

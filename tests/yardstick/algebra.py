"""Constraints of the yardstick as formulas of the claim language.

What the language has no word for (`abs`, `round_half_up`, `sqrt`, `%`) becomes a new number with
rules that define it.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.yardstick.cases import Case, decimal, plain
from tests.yardstick.outcomes import NoWayError
from tests.yardstick.printed import printed, reading_of
from tests.yardstick.sheet import Sheet

_RELATIONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_SUMS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-"}
_PRODUCTS: dict[type[ast.operator], str] = {ast.Mult: "*", ast.Div: "/"}


@dataclass
class Algebra:
    """Translates the constraints of one case onto a sheet.

    `known` are numbers that stand for their variables where two unknowns would be multiplied.
    """

    sheet: Sheet
    wholes: frozenset[str] = frozenset()
    known: Mapping[str, str] = field(default_factory=dict)
    _logic: dict[str, Callable[[list[ast.expr]], str]] = field(init=False)

    def __post_init__(self) -> None:
        self._logic = {
            "implies": self._implies,
            "if_": self._implies,
            "and_": self._all,
            "or_": self._any,
            "not_": lambda args: f"not {self.formula(args[0])}",
            "isin": self._isin,
        }

    # --- formulas ---

    def formula_of(self, text: str) -> str:
        """The formula that a constraint says."""
        return self.formula(tree(text))

    def formula(self, node: ast.expr) -> str:
        """The formula of a condition."""
        match node:
            case ast.Call(ast.Name(name), args, _) if name in self._logic:
                return self._logic[name](args)
            case ast.Call(ast.Name("reported"), args, keywords):
                return self._reported(args, keywords)
            case ast.BoolOp(ast.And(), values):
                return self._all(values)
            case ast.BoolOp(ast.Or(), values):
                return self._any(values)
            case ast.UnaryOp(ast.Not(), operand):
                return f"not {self.formula(operand)}"
            case ast.Compare(left, [ast.In()], [ast.List(elts) | ast.Tuple(elts)]):
                return self._isin([left, ast.List(elts)])
            case ast.Compare(left, relations, sides):
                return self._compare(left, relations, sides)
            case ast.Name(name) if name in self.sheet.domains:
                return self.sheet.has_value(name, "TRUE")
            case _:
                raise NoWayError(f"`{ast.unparse(node)}` is no condition")

    def _implies(self, args: list[ast.expr]) -> str:
        return f"if {self.formula(args[0])} then {self.formula(args[1])}"

    def _any(self, args: list[ast.expr]) -> str:
        *others, last = [self.formula(arg) for arg in args]
        return "".join(f"either {one} or " for one in others) + last

    def _all(self, args: list[ast.expr]) -> str:
        *others, last = [f"not {self.formula(arg)}" for arg in args]
        return "not " + "".join(f"either {one} or " for one in others) + last

    def _isin(self, args: list[ast.expr]) -> str:
        variable, values = args
        if not isinstance(values, ast.List | ast.Tuple) or not isinstance(variable, ast.Name):
            raise NoWayError("`isin` of something else than a variable and a list")
        return self._any([ast.Compare(variable, [ast.Eq()], [value]) for value in values.elts])

    def _compare(self, left: ast.expr, relations: list[ast.cmpop], sides: list[ast.expr]) -> str:
        if len(sides) == 1 and (found := self._category(left, relations[0], sides[0])):
            return found
        text = self.expression(left)
        for relation, side in zip(relations, sides, strict=True):
            text += f" {_RELATIONS[type(relation)]} {self.expression(side)}"
        return text

    def _category(self, left: ast.expr, relation: ast.cmpop, right: ast.expr) -> str | None:
        """A category held against a value or another category."""
        if isinstance(left, ast.Constant):
            left, right = right, left
        if not isinstance(left, ast.Name) or left.id not in self.sheet.domains:
            return None
        if isinstance(right, ast.Name) and right.id in self.sheet.domains:
            values = [*self.sheet.domains[left.id], *self.sheet.domains[right.id]]
            same = [f"not {self.sheet.has_value(left.id, v)}" for v in dict.fromkeys(values)]
            both = [
                f"not either {one} or not {self.sheet.has_value(right.id, value)}"
                for one, value in zip(same, dict.fromkeys(values), strict=True)
            ]
            says = "".join(f"either {one} or " for one in both[:-1]) + both[-1]
        elif isinstance(right, ast.Constant):
            says = self.sheet.has_value(left.id, str(category(right.value)))
        else:
            return None
        return f"not {says}" if isinstance(relation, ast.NotEq) else says

    # --- numbers ---

    def expression(self, node: ast.expr) -> str:
        """A side of a comparison."""
        match node:
            case ast.UnaryOp(ast.USub(), ast.Constant() as constant):
                return f"-{figure(constant)}"
            case _:
                return self._sum(node)

    def _sum(self, node: ast.expr) -> str:
        if isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
            before, right = self._sum(node.left), self._product(node.right)
            if right[0].isdigit():
                right = f"({right})"  # `3 - 4` alone would be a range
            return f"{before} {_SUMS[type(node.op)]} {right}"
        return self._product(node)

    def _product(self, node: ast.expr) -> str:
        if isinstance(node, ast.BinOp) and type(node.op) in _PRODUCTS:
            left, right = self._without_unknowns(node)
            before = self._product(left)
            if isinstance(node.op, ast.Div) and before[-1].isdigit():
                before = f"({before})"  # `3 / 4` alone would be a printed fraction
            return f"{before} {_PRODUCTS[type(node.op)]} {self._factor(right)}"
        return self._factor(node)

    def _without_unknowns(self, node: ast.BinOp) -> tuple[ast.expr, ast.expr]:
        """The sides of a product, one of them a known number where that is needed."""
        left, right = node.left, node.right
        if is_constant(right) or (isinstance(node.op, ast.Mult) and is_constant(left)):
            return left, right
        if is_known(right, self.known):
            return left, with_numbers(right, self.known)
        if isinstance(node.op, ast.Mult) and is_known(left, self.known):
            return with_numbers(left, self.known), right
        return left, right

    def _factor(self, node: ast.expr) -> str:
        match node:
            case ast.Constant():
                return figure(node)
            case ast.Name(name):
                return self.variable(name)
            case ast.UnaryOp(ast.USub(), ast.Constant() as constant):
                return f"(-{figure(constant)})"
            case ast.UnaryOp(ast.USub(), operand):
                return f"(0 - ({self._product(operand)}))"
            case ast.UnaryOp(ast.UAdd(), operand):
                return self._factor(operand)
            case ast.BinOp(left, ast.Pow(), ast.Constant(2)):
                return f"({self._factor(left)} * {self._factor(left)})"
            case ast.BinOp(left, ast.Mod(), ast.Constant() as by):
                return self._rest(left, figure(by))
            case ast.BinOp():
                return f"({self._sum(node)})"
            case ast.Call(ast.Name("abs"), [inner], _):
                return self._size(inner)
            case ast.Call(ast.Name("sqrt"), [inner], _):
                return self._root(inner)
            case ast.Call(ast.Name("round_half_up"), [inner, ast.Constant(int(digits))], _):
                return self._rounded(inner, digits)
            case _:
                raise NoWayError(f"`{ast.unparse(node)}` has no counterpart in the language")

    def variable(self, name: str) -> str:
        """A variable of the case that is a number."""
        return self.sheet.whole(name) if name in self.wholes else self.sheet.number(name)

    # --- numbers with rules of their own ---

    def named(self, node: ast.expr) -> str:
        """A new number that is equal to an expression."""
        word = self.sheet.number(self.sheet.fresh())
        self.sheet.rule(f"{word} = {self.expression(node)}")
        return word

    def _size(self, node: ast.expr) -> str:
        inner, size = self.named(node), self.sheet.number(self.sheet.fresh())
        self.sheet.rule(f"if {inner} >= 0 then {size} = {inner}")
        self.sheet.rule(f"if {inner} < 0 then {size} = 0 - {inner}")
        return size

    def _root(self, node: ast.expr) -> str:
        root = self.sheet.number(self.sheet.fresh())
        self.sheet.rule(f"{root} >= 0")
        self.sheet.rule(f"{root} * {root} = {self.expression(node)}")
        return root

    def _rest(self, node: ast.expr, by: str) -> str:
        inner, rest = self.named(node), self.sheet.whole(self.sheet.fresh())
        self.sheet.rule(f"{inner} = {by} * {self.sheet.whole(self.sheet.fresh())} + {rest}")
        self.sheet.rule(f"{rest} >= 0")
        self.sheet.rule(f"{rest} < {by}")
        return rest

    def _rounded(self, node: ast.expr, digits: int) -> str:
        """Halves go away from zero."""
        inner, steps = self.named(node), self.sheet.whole(self.sheet.fresh())
        scale = 10**digits
        for side in (f"{steps} <= {scale} * {inner} + 0.5", f"{steps} + 0.5 > {scale} * {inner}"):
            self.sheet.rule(f"if {inner} >= 0 then {side}")
        for side in (f"{steps} >= {scale} * {inner} - 0.5", f"{steps} - 0.5 < {scale} * {inner}"):
            self.sheet.rule(f"if {inner} < 0 then {side}")
        return f"({steps} / {scale})"

    def _reported(self, args: list[ast.expr], keywords: list[ast.keyword]) -> str:
        """A figure as it is printed stands in a statement of its own, with its reading."""
        word = self.named(args[0])
        text, digits, mode = reported(args, keywords)
        reading, unit = reading_of(mode, text, digits)
        name = f"reported {len(self.sheet.statements)}"
        self.sheet.print(f"{word} = {printed(text, digits)}", name, reading, unit)
        return f"{word} = {word} + 0"


def reported(args: list[ast.expr], keywords: list[ast.keyword]) -> tuple[str, int | None, str]:
    """The printed text, the decimals (None: exact) and the mode of `reported(…)`."""
    given = {keyword.arg: keyword.value for keyword in keywords}
    text = ast.literal_eval(args[1])
    return str(text), _decimals(given["decimals"]), str(ast.literal_eval(given["mode"]))


def _decimals(node: ast.expr) -> int | None:
    try:
        found = ast.literal_eval(node)
    except ValueError:
        return None  # INF
    return None if found is None else int(found)


def tree(text: str) -> ast.expr:
    """A constraint as Python reads it."""
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise NoWayError(f"`{text}` cannot be read") from error


def figure(constant: ast.Constant) -> str:
    """A number as the language reads it."""
    text = str(constant.value) if not isinstance(constant.value, bool | bytes) else ""
    number = decimal(text)
    if number is None:
        raise NoWayError(f"`{constant.value!r}` is no number")
    return plain(text, number)


def category(value: object) -> object:
    """A value of a category: truth values as texts."""
    return str(value).upper() if isinstance(value, bool) else value


def names_in(node: ast.AST) -> Iterator[str]:
    """The variables of a constraint."""
    called = {id(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and id(inner) not in called and inner.id != "INF":
            yield inner.id


class Digits(str):
    """A number as its digits, where Python would make a float of it."""

    __slots__ = ()


def is_constant(node: ast.expr) -> bool:
    """Whether no variable occurs."""
    return next(names_in(node), None) is None


def is_known(node: ast.expr, known: Mapping[str, str]) -> bool:
    """Whether it is a variable, or a sum or product of some, that all have known numbers."""
    plain_parts = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop)
    parts = (*plain_parts, ast.expr_context)
    return all(isinstance(inner, parts) for inner in ast.walk(node)) and all(
        name in known for name in names_in(node)
    )


def with_numbers(node: ast.expr, known: Mapping[str, str]) -> ast.expr:
    """The same with known numbers in place of their variables."""

    class Numbers(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.expr:
            if name.id not in known:
                return name
            text = known[name.id]
            size = ast.Constant(Digits(text.removeprefix("-")))
            return ast.UnaryOp(ast.USub(), size) if text.startswith("-") else size

    found: ast.expr = Numbers().visit(ast.parse(ast.unparse(node), mode="eval").body)
    return found


def algebra_of(case: Case, known: Mapping[str, str] = {}) -> Algebra:
    """An empty sheet that knows which variables of a case are categories and whole numbers."""
    sheet = Sheet()
    for name, kind in case.variables.items():
        if isinstance(kind, list):
            sheet.domain(name, kind)
    for name, value in case.values.items():
        if value is not None and decimal(value) is None:
            sheet.domain(name, [])
    for text in case.constraints.values():
        _find_categories(sheet, text)
    for name in sheet.domains.keys() - case.variables.keys():
        sheet.domain(name, ["any other"])
    wholes = {n for n, kind in case.variables.items() if str(kind).lower().startswith("int")}
    return Algebra(sheet, frozenset(wholes), known)


def _find_categories(sheet: Sheet, text: str) -> None:
    """Gives categories that no domain is written for the values that constraints name."""
    for node in ast.walk(tree(text)):
        match node:
            case ast.Compare(ast.Name(name), _, [ast.Constant(str(value))]):
                sheet.domain(name, [value])
            case ast.Call(ast.Name("isin"), [ast.Name(name), ast.List(elts)], _):
                sheet.domain(name, [str(e.value) for e in elts if isinstance(e, ast.Constant)])
            case _:
                continue

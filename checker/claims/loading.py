"""From the files of a project to its topics: statements, articles, and every problem at once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.claims.actual_sides import actual
from checker.claims.articles import Shelf, unknown
from checker.claims.claim_files import ClaimFile, Written, read_claims
from checker.claims.dated_bulletins import redated
from checker.claims.decisions import DecisionFile, read_decisions
from checker.claims.mixed_periods import mixed
from checker.claims.names import Names
from checker.claims.printed import astray
from checker.claims.problems import Problem, told_once
from checker.claims.sources import Source, problem_with, read
from checker.claims.statements import (
    Article,
    Project,
    Skipped,
    Statement,
    Switch,
    Topic,
    Withdrawal,
)
from checker.claims.topics import FOLDER, Files, find_decisions, find_topics, select
from checker.claims.understanding import switches, understand
from checker.claims.unlike import mistaken
from checker.claims.unsayable import unsayable
from checker.claims.usage import unused
from checker.claims.vocabulary import Vocabulary
from checker.claims.vocabulary_files import read_vocabulary
from checker.claims.withdrawals import withdraw
from checker.language.meaning import Meaning


def load(root: Path, only: Sequence[Path] = ()) -> Project:
    """All topics below `root/claims`, and all problems of all files.

    `only` names claim files or folders to read alone; the vocabulary and the assumptions of their
    topics belong to them. Nothing is raised for what people write.
    """
    found, problems = find_topics(root)
    if only:
        found, misses = select(found, only, root)
        problems = [p for p in problems if not found] + misses
    shelf = Shelf(root)
    topics = []
    sources: list[Source] = []
    for files in found:
        topic, read_here, more = _load_topic(files, root, shelf, complete=not only)
        topics.append(topic)
        sources += read_here
        problems += more
    judged, read_here, more = _decisions(root, topics, complete=not only)
    sources += read_here
    problems += more
    sources += {Source(a.path, a.text) for topic in topics for a in topic.articles}
    return Project(
        tuple(topics),
        tuple(told_once(problems)),
        judged.decisions,
        judged.desk,
        is_whole=not only,
        files=tuple(sorted(sources, key=lambda source: source.path)),
    )


def _decisions(
    root: Path, topics: Sequence[Topic], *, complete: bool
) -> tuple[DecisionFile, list[Source], list[Problem]]:
    """What was decided of contradictions, from the one file that says so."""
    files = find_decisions(root)
    if not files:
        return DecisionFile(), [], []
    path = files[0].relative_to(root).as_posix()
    if len(files) > 1:
        message = f"{files[1].name} has the same name"
        return DecisionFile(), [], [problem_with(path, message, "make them one file")]
    source = _source(files[0], root)
    if isinstance(source, Problem):
        return DecisionFile(), [], [source]
    known = {article.path for topic in topics for article in topic.articles} if complete else None
    decided, problems = read_decisions(source, known)
    return decided, [source], problems


def _load_topic(
    files: Files, root: Path, shelf: Shelf, *, complete: bool
) -> tuple[Topic, list[Source], list[Problem]]:
    vocabulary, problems = _vocabulary(files, root)
    is_all = complete
    read_files = []
    for path in files.others:
        source = _source(path, root)
        if isinstance(source, Problem):
            problems.append(source)
            complete = False
            continue
        stem = path.relative_to(root / FOLDER).with_suffix("").as_posix()
        claim_file, more = read_claims(source, stem, vocabulary, shelf)
        read_files.append(claim_file)
        problems += more
    articles, more = _articles(read_files)
    problems += more
    complete = complete and all(f.is_whole for f in read_files)
    for f in read_files if complete else ():
        problems += unknown(f.restricted, articles, f.source)
    written = tuple(sorted((w for f in read_files for w in f.written), key=_order))
    withdrawn = tuple(sorted((w for f in read_files for w in f.withdrawn), key=_order))
    problems += (problem for w in (*written, *withdrawn) for problem in astray(w))
    names = Names(
        vocabulary,
        (*written, *withdrawn),
        tuple(shelf.folded(path).text for path in articles),
        complete,
    )
    members = names.check()
    problems += names.problems
    statements = tuple(w.statement for w in written if _is_whole(w.statement))
    lexicon = replace(vocabulary.lexicon, members=dict(sorted(members.items())))
    found: tuple[Meaning, ...] = ()
    parts: tuple[Switch, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    sound = not any(p.is_error and p.file == vocabulary.source.path for p in problems)
    if files.vocabularies and sound:
        whole = [w for w in written if _is_whole(w.statement)]
        found, more = understand(whole, vocabulary, lexicon)
        parts = tuple(switches(whole, found))
        if withdrawn and not more:
            taken_back = [w for w in withdrawn if _is_whole(w.statement)]
            withdrawals, more = withdraw(taken_back, whole, vocabulary, lexicon)
        broken = any(problem.is_error for problem in (*problems, *more))
        problems += [problem for problem in more if problem.is_error or not broken]
    all_written = [w.statement for w in (*written, *withdrawn)]
    unsaid = []
    if is_all and sound:
        texts = [f.source.text for f in read_files]
        unsaid = list(unsayable(vocabulary, [s.text for s in all_written], texts))
    if complete and statements and not any(problem.is_error for problem in problems):
        told = {(problem.line, problem.column) for problem in unsaid}
        problems += (p for p in unused(vocabulary, all_written) if (p.line, p.column) not in told)
    problems += unsaid
    if not any(problem.is_error for problem in problems):
        problems += mistaken(vocabulary, written)
        problems += mixed(written)
        problems += actual(written, lexicon.periods)
        problems += redated(written)
    topic = Topic(
        files.name,
        lexicon,
        vocabulary.widths,
        statements,
        found,
        tuple(sorted((s for f in read_files for s in f.skipped), key=_skipped_id)),
        tuple(articles[path] for path in sorted(articles)),
        sum(f.claims for f in read_files),
        withdrawals,
        names.alike,
        parts,
    )
    return topic, [vocabulary.source, *(f.source for f in read_files)], problems


def _skipped_id(skipped: Skipped) -> str:
    return skipped.id


def _order(written: Written) -> tuple[str, int, int, int]:
    """By id, the number at its end as a number; of doubled ids the first in the file."""
    statement = written.statement
    claim, _, n = statement.id.rpartition("/")
    return claim, int(n), statement.position.line, statement.position.column


def _is_whole(statement: Statement) -> bool:
    """Whether a stated formula has its article and a quote found there."""
    return statement.kind == "assumed" or statement.quote is not None


def _vocabulary(files: Files, root: Path) -> tuple[Vocabulary, list[Problem]]:
    missing = Source(f"{files.folder.relative_to(root).as_posix()}/vocabulary.yaml", "")
    if not files.vocabularies:
        return Vocabulary(missing), []
    source = _source(files.vocabularies[0], root)
    if isinstance(source, Problem):
        return Vocabulary(missing), [source]
    return read_vocabulary(source)


def _source(path: Path, root: Path) -> Source | Problem:
    return read(path, path.relative_to(root).as_posix())


def _articles(files: Sequence[ClaimFile]) -> tuple[dict[str, Article], list[Problem]]:
    """The articles by path; two files may share one if they say the same of it."""
    found: dict[str, Article] = {}
    problems = []
    for claim_file in files:
        article, node = claim_file.article, claim_file.article_node
        if article is None or node is None:
            continue
        if found.setdefault(article.path, article) != article:
            problems.append(
                claim_file.source.problem(
                    node,
                    "another claim file tells other things of this article",
                    "give it the same publisher, date, title, author, url and trust in both",
                )
            )
    return found, problems

"""A second opinion: small worlds written out in full, and what each statement says of them.

`worlds` lists every world of a small vocabulary, `spans` and `forms` say what the language means in
one world (from language.md, sharing no code with the package), `drawing` draws vocabularies and
statements, `verdicts` tries every subset of the statements in every world, and `pipeline` asks
the package.

`truths` draws one larger world with real numbers and says what is true of it, its figures printed
by `readings` from the tables of the docs.
"""

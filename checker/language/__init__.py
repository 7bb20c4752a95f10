"""The claim language: text in, constraints over measures out; knows no files and no solver."""

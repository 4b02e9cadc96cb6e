"""The tables of a run, as Markdown: ratios only, each within one run on one machine."""

from pathlib import Path

from django.conf import settings

from benchmarks import caseload, granting, paper
from benchmarks.databases import made_and_dropped
from benchmarks.rounds import medians

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- tables -->\n", "<!-- end of tables -->\n"


def measure_all(*, rounds, write):
    """Measure everything, say it, and put it into README.md if asked to."""
    sizes = settings.SIZES
    with made_and_dropped():
        parts = {("paper", way): part for way, part in paper.parts().items()}
        for size in sizes:
            parts |= {("granting", size, *name): part for name, part in granting.parts(size).items()}
            parts |= {("caseload", size, name): part for name, part in caseload.parts(size).items()}
        queries = caseload.queries(sizes[-1])
        took = medians(parts, rounds=rounds)
    words = "\n".join([of_granting(took, sizes), of_caseload(took, sizes, queries), of_paper(took)])
    print("\n" + words)
    if write:
        before, _begin, rest = README.read_text().partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{words}\n{END}{rest.partition(END)[2]}")


def of_granting(took, sizes):
    """Each person's own students at each size, against the smallest; then against plain SQL and the naive way."""
    least, most = sizes[0], sizes[-1]
    rows = []
    for person in granting.PEOPLE:
        union, naive, raw = (
            {size: took["granting", size, person, way] for size in sizes} for way in ("union", "or", "raw")
        )
        grown = [ratio(union[size], union[least]) for size in sizes]
        slower = [ratio(naive[size], union[size]) for size in sizes]
        rows.append([person, *grown, ratio(union[most], raw[most]), *slower])
    heads = ["whose students", *(f"{size:,}" for size in sizes), f"÷ plain SQL at {most:,}"]
    heads += [f"naive ÷ ours at {size:,}" for size in sizes]
    return table("Whom a person may see (`granting`)", heads, rows)


def of_caseload(took, sizes, queries):
    """The page and its data at each size, against the smallest; then against plain SQL."""
    most, rows = sizes[-1], []
    for name, label in (("page", "whole page"), ("data", "its data"), ("raw", "plain SQL, the same rows")):
        one = {size: took["caseload", size, name] for size in sizes}
        grown = [ratio(one[size], one[sizes[0]]) for size in sizes]
        rows.append([label, *grown, ratio(one[most], took["caseload", most, "raw"]), queries.get(name, 1)])
    heads = ["caseload of 86", *(f"{size:,}" for size in sizes), f"÷ plain SQL at {most:,}", "queries"]
    return table("The caseload page", heads, rows)


def of_paper(took):
    """One document against the naive way, which is 1."""
    rows = [
        [label, ratio(took["paper", way], took["paper", "naive"])]
        for way, label in (
            ("naive", "fonts and style sheet read for each document"),
            ("warm", "as the portal renders: both read once per process"),
            ("html", "the HTML alone, out of the revision"),
        )
    ]
    return table("One plan as a tagged PDF", ["way", "÷ naive"], rows)


def table(title, heads, rows):
    lines = [f"### {title}", "", line(heads), line(["---"] * len(heads)), *map(line, rows), ""]
    return "\n".join(lines)


def line(cells):
    return f"| {' | '.join(map(str, cells))} |"


def ratio(one, other):
    return f"{one / other:.3g}"

"""Several people print at the same moment, in one process."""

from concurrent.futures import ThreadPoolExecutor

from documents.pdf import render

PAGE = "<!doctype html><html lang='en'><head><title>A plan</title></head><body><h1>Řehoř, łódź, đá</h1>{}</body></html>"


def test_papers_drawn_in_four_threads_are_whole():
    pages = [PAGE.format("<p>One more line.</p>" * 40)] * 8
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(render, pages))
    assert {pages for _pdf, pages in drawn} == {drawn[0][1]}
    assert all(pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF") for pdf, _pages in drawn)

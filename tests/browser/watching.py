"""What must hold on every page of a journey: no complaint of the browser, nobody else asked, nothing overflowing."""

import re
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  });
  return out.length ? out.slice(0, 5).map((e) => e.outerHTML.slice(0, 160)) : ['the page itself'];
}"""


class Watch:
    """Gathers what the browser complains of on one page."""

    def __init__(self, page, site):
        self.site = site
        self.faults = []
        self.expected = []
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.faults.append(f"error in a script: {error}"))
        page.on("request", self.asked)

    def heard(self, message):
        if message.type in {"error", "warning"} and not self.foreseen(message.text):
            self.faults.append(f"{message.type} in the console: {message.text} {message.location.get('url', '')}")

    def asked(self, request):
        if not request.url.startswith((self.site + "/", "data:", "blob:", "about:")):
            self.faults.append(f"asked another machine: {request.url}")

    def foreseen(self, text):
        return any(re.search(pattern, text) for pattern in self.expected)

    @contextmanager
    def expecting(self, pattern):
        """Let a complaint pass that belongs to the story, such as the 404 of a page one may not see."""
        self.expected.append(pattern)
        yield
        self.expected.remove(pattern)

    def check(self):
        assert not self.faults, "\n".join(self.faults)


def axe(page):
    """Fail on anything that axe finds against WCAG 2.0 to 2.2, A and AA."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("(options) => axe.run(options).then((found) => found.violations)", AXE_OPTIONS)
    faults = [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def no_overflow(page):
    """Fail when a page has to be scrolled sideways."""
    out = page.evaluate(OVERFLOWING)
    assert not out, f"{page.url} at {page.viewport_size['width']} px:\n" + "\n".join(out)

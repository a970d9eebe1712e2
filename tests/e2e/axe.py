"""What axe-core finds wrong with a page as it stands in the browser."""

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

# The rest of what it tells takes as long to hand over as a page to load.
RUN = """async (within) => {
  const told = await axe.run(within ?? document, { resultTypes: ["violations"], preload: false });
  const faults = told.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]));
  return [told.passes.length, faults.map(([id, html]) => `${id}: ${html.slice(0, 160)}`)];
}"""
LEAST = 10  # rules that a page meets, or axe has not seen it; a part of a page meets fewer


def complaints_of_axe(page: Page, within: str | None = None) -> list[str]:
    """Each rule with the element that breaks it; of the whole page, or of what a selector finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text())
    passed, faults = page.evaluate(RUN, within)
    assert passed > (3 if within else LEAST), f"axe met with {passed} rules only"
    return faults

"""What a page must not do to people who use it with a keyboard, a screen reader, a small screen, or large letters.

axe finds about half of such defects; the scripts here find those it misses (sideways scroll, focus that cannot be seen, small
targets, error texts that belong to no field, ids given twice). `findings(page)` runs all and returns sentences, none if all is well.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
  [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-frame'))
  .map(e => `${e.tagName}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)} px`).slice(0, 3)"""
TWICE = """() => [...document.querySelectorAll('[id]')].map(e => e.id)
  .filter((id, at, all) => all.indexOf(id) !== at).map(id => `id ${id} is given twice`)"""
UNTIED = """() => [...document.querySelectorAll('[aria-invalid=true]')]
  .filter(e => !(e.getAttribute('aria-describedby') || e.getAttribute('aria-errormessage') ||
    e.closest('fieldset')?.getAttribute('aria-describedby') || '').split(' ').some(id => id && document.getElementById(id)))
  .map(e => `the error of ${e.name} is tied to nothing`)"""
# Links inside running text are exempt (WCAG 2.2, 2.5.8), so is what only a screen reader sees.
SMALL = """() => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), nav a, a.button, a.chip')]
  .filter(e => e.checkVisibility() && !e.closest('.kern-sr-only, p, figcaption'))
  .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height < 23.5 || box.width < 23.5)
  .map(([e, box]) => `${e.outerHTML.slice(0, 60)} is ${Math.round(box.width)} by ${Math.round(box.height)} px`)"""
STOP = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {name: e.outerHTML.slice(0, 80), first: e.matches('.skip'), seen: outline || style.boxShadow !== 'none',
          inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}; }"""


def axe_findings(page: Page) -> list[str]:
    """One sentence for each element that axe objects to."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in violations for node in one["nodes"]]


def stops(page: Page, most: int = 400) -> list[dict]:
    """What the Tab key visits from the top to the end, each with `name`, `seen` (focus ring) and `inside` (the window)."""
    page.locator(".skip").focus()
    visited: list[dict] = []
    for _ in range(most):
        stop = page.evaluate(STOP)
        if stop is None or (visited and stop["first"]):
            break
        visited.append(stop)
        page.keyboard.press("Tab")
    return visited


def focus_findings(page: Page) -> list[str]:
    """Stops of the Tab key whose focus nobody can see."""
    if page.locator(".skip").count() != 1:
        return ["no link to the content, so the page is not made from base.html"]
    visited = stops(page)
    found = [f"no focus ring: {stop['name']}" for stop in visited if not stop["seen"]]
    return found + [f"focus outside the window: {stop['name']}" for stop in visited if not stop["inside"]]


def findings(page: Page) -> list[str]:
    """Everything that is wrong with the page as it stands."""
    scripted = [line for script in (OVERFLOW, TWICE, UNTIED, SMALL) for line in page.evaluate(script)]
    return axe_findings(page) + scripted + focus_findings(page)

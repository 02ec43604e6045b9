"""Pages in English as people meet them: axe finds nothing, nothing overflows though words are longer, the switch works by keyboard."""

import pytest
from demo_site import DemoSite
from page_checks import findings
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("address", "heading"), [("/", "Digital services of general interest: what works"), ("/bibliothek/?q=Glasfaser", "Library")])
def test_a_small_screen_in_english_holds_what_it_shows(demo_site: DemoSite, chromium: Browser, address: str, heading: str) -> None:
    context = chromium.new_context(locale="en-GB", viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(demo_site.address + address)
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert page.locator("html").get_attribute("lang") == "en"
    assert findings(page) == []
    context.close()


def test_a_german_browser_sees_german_until_the_switch_is_pressed(demo_site: DemoSite, chromium: Browser) -> None:
    context = chromium.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(demo_site.address + "/kommunen/?q=L%C3%BCbeck")
    page.get_by_role("button", name="English").press("Enter")
    page.get_by_role("heading", level=1, name="Municipalities").wait_for()
    assert page.url.endswith("/kommunen/?q=L%C3%BCbeck")
    page.get_by_role("button", name="Deutsch").press("Enter")
    page.get_by_role("heading", level=1, name="Kommunen").wait_for()
    context.close()

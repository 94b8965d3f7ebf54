#!/usr/bin/env python3
"""Opens reports of `dechaff report` in a headless Chromium and checks what a reader would meet.

    report.py DECHAFF [--screenshots FOLDER]

Needs chromium, chromedriver, and the packages of requirements.txt.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service

import pages

HERE = Path(__file__).resolve().parent
GOLDEN = HERE.parent / "pages"
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --force-prefers-reduced-motion""".split()
MIN_TEXT_CONTRAST = 4.5
MIN_OUTLINE_CONTRAST = 3.0
SCHEMES = ["light", "dark"]
WIDE, NARROW = (1280, 1000), (390, 844)


def browser(profile):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    # Away from the page for new tabs, and what it loaded is not the report's.
    driver.get("about:blank")
    driver.get_log("performance")
    return driver


class Report:
    """A report in the browser."""

    def __init__(self, driver, path):
        self.driver, self.path = driver, path
        self.view()

    def view(self, size=WIDE, scheme="light"):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get(self.path.as_uri())

    def ask(self, expression, *arguments):
        functions = (HERE / "in_page.js").read_text()
        return self.driver.execute_script(f"const page = {functions.rstrip()};\nreturn {expression};", *arguments)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def tab_to(self, is_reached, most=200):
        for _ in range(most):
            self.press(Keys.TAB)
            if is_reached(self.focused):
                return self.focused
        raise AssertionError("never reached by keyboard")


def check(holds, message):
    if not holds:
        raise AssertionError(message)


def nothing_runs_and_nothing_is_fetched(report):
    check(report.ask("typeof window.pwned") == "undefined", f"attack {report.ask('window.pwned')} ran")
    check(report.ask("page.intruders()") == [], report.ask("page.intruders()"))
    console = report.driver.get_log("browser")
    check(console == [], f"the console says {console}")
    requested = set()
    for entry in report.driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            requested.add(message["params"]["request"]["url"].split("#")[0])
    # The log comes late: the report before this one may still be in it.
    others = [url for url in requested if not url.startswith("file:") or not url.endswith(".report.html")]
    check(report.path.as_uri() in requested and not others, f"requested {requested}")


def text_is_readable(report):
    for scheme in SCHEMES:
        report.view(scheme=scheme)
        block = report.driver.find_element("css selector", "details[open] .block")
        report.ask("arguments[0].focus()", block)
        worst = report.ask("page.textContrasts()")
        check(len(worst) > 10, "hardly any text was measured")
        check(worst[0]["ratio"] >= MIN_TEXT_CONTRAST, f"{scheme}: {worst[0]}")
        report.press(Keys.TAB)
        outline = report.ask("page.outlineContrast(document.activeElement)")
        check(outline >= MIN_OUTLINE_CONTRAST, f"{scheme}: the focus has a contrast of {outline}")
        print(f"   {scheme}: lowest contrast {worst[0]['ratio']:.2f}, of the focus {outline:.2f}")


def it_fits_a_telephone(report):
    report.view(size=NARROW)
    wide = report.ask("document.documentElement.scrollWidth")
    check(wide <= NARROW[0], f"{wide} pixels wide on a screen of {NARROW[0]}")


def structure_is_told(report):
    nodes = report.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {node["role"]["value"] for node in nodes if not node["ignored"]}
    check({"banner", "main", "contentinfo", "table", "list"} <= roles, f"landmarks: {roles}")
    check(report.ask("document.documentElement.lang") == "en", "no language")
    headings = report.ask("page.headingSkips()")
    check(headings == {"skips": [], "ones": 1}, f"headings: {headings}")
    lacking = report.ask(
        "[...document.querySelectorAll('.block')].filter((block) =>"
        " !document.getElementById(block.getAttribute('aria-describedby'))?.textContent).length"
    )
    check(lacking == 0, f"{lacking} blocks are not described")
    ids = report.ask("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    check(len(ids) == len(set(ids)), "an id stands twice")


def filters_work_by_keyboard(report):
    all_blocks = report.ask("page.shown()")
    box = report.tab_to(lambda at: at.get_attribute("data-kind") not in (None, "content"))
    kind = box.get_attribute("data-kind")
    of_kind = report.ask("document.querySelectorAll(`.block[data-kind=${arguments[0]}]`).length", kind)
    report.press(Keys.SPACE)
    check(report.ask("page.shown()") == all_blocks - of_kind, f"{kind} is still shown")
    status = report.driver.find_element("id", "status").text
    check(status == f"{all_blocks - of_kind} of {all_blocks} blocks shown", f"the status is {status!r}")
    report.press(Keys.SPACE)
    check(report.ask("page.shown()") == all_blocks, f"{kind} did not come back")
    button = report.driver.find_element("css selector", "[data-show=kept]")
    report.ask("arguments[0].focus()", button)
    report.press(Keys.ENTER)
    kept = report.ask("document.querySelectorAll('.block.f-kept').length")
    check(report.ask("page.shown()") == kept > 0, "removed blocks are still shown")
    check(button.get_attribute("aria-pressed") == "true", "the button does not say that it is pressed")


def reasons_show_on_focus_and_hover(report):
    def reasons(block):
        return block.find_element("css selector", ".why")

    def is_block(at):
        return "block" in (at.get_attribute("class") or "").split()

    block = report.tab_to(is_block)
    check(reasons(block).is_displayed(), "no reasons at the focus")
    check("score" in reasons(block).text and len(reasons(block).text.splitlines()) >= 3, reasons(block).text)
    report.press(Keys.ESCAPE)
    check(not reasons(block).is_displayed(), "Escape does not put the reasons away")
    report.press(Keys.TAB)
    following = report.tab_to(is_block) if not is_block(report.focused) else report.focused
    check(following != block and reasons(following).is_displayed(), "no reasons at the next block")
    other = report.driver.find_elements("css selector", "details[open] .block")[5]
    check(not reasons(other).is_displayed(), "reasons of a block that nobody asked about")
    ActionChains(report.driver).move_to_element(other).perform()
    check(reasons(other).is_displayed(), "no reasons under the pointer")


def long_sections_unfold_by_keyboard(report):
    folded = report.driver.find_elements("css selector", "details.section:not([open])")
    check(folded, "no section is folded")
    block = folded[0].find_element("css selector", ".block")
    check(not block.is_displayed(), "a folded section shows its blocks")
    report.ask("arguments[0].focus()", folded[0].find_element("css selector", "summary"))
    report.press(Keys.ENTER)
    check(block.is_displayed(), "the section does not unfold")


def pages_of_a_site_unfold_by_keyboard(report):
    folded = report.driver.find_elements("css selector", "#s1 details.more:not([open])")
    check(len(folded) >= 10, f"{len(folded)} pages of the site")
    lines = folded[-1].find_elements("css selector", ".outcome li")
    check(lines and not lines[0].is_displayed(), "the lines of a folded page are shown")
    report.ask("arguments[0].focus()", folded[-1].find_element("css selector", "summary"))
    report.press(Keys.ENTER)
    check(all(line.is_displayed() for line in lines), "the page does not unfold")


def the_first_stop_skips_to_the_report(report):
    report.press(Keys.TAB)
    check(report.focused.get_attribute("href").endswith("#main"), "the first stop is no skip link")
    check(report.focused.size["height"] > 10, "the skip link does not show")
    report.press(Keys.ENTER)
    check(report.focused.get_attribute("id") == "main", "the skip link leads nowhere")


def it_works_without_script(report):
    report.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        report.view()
        blocks = report.driver.find_elements("css selector", "details[open] .block")
        check(blocks and all(block.is_displayed() for block in blocks[:50]), "blocks are hidden without script")
        boxes = report.driver.find_elements("css selector", ".filters, .kinds input")
        check(boxes and not any(box.is_displayed() for box in boxes), "controls that do nothing are shown")
    finally:
        report.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def the_policy_holds(report):
    """Last: it makes the console complain. A script, a handler and a style that are put in do nothing."""
    for intruder in ["<img src=x onerror=window.pwned=20>", "<b style='color:rgb(1,2,3)'>x</b>"]:
        report.ask("document.body.insertAdjacentHTML('beforeend', arguments[0])", intruder)
    report.ask(
        "(() => { const script = document.createElement('script'); script.textContent = 'window.pwned=21';"
        " document.body.append(script); })()"
    )
    check(report.ask("typeof window.pwned") == "undefined", "an inline script ran in spite of the policy")
    colour = report.ask("getComputedStyle(document.body.querySelector('b[style]')).color")
    check(colour != "rgb(1, 2, 3)", "an inline style was applied in spite of the policy")
    refused = [entry for entry in report.driver.get_log("browser") if "Content Security Policy" in entry["message"]]
    check(len(refused) >= 3, f"the policy refused {len(refused)} of 4")
    # The refused requests are not the next report's.
    report.driver.get_log("performance")


ALL = [
    nothing_runs_and_nothing_is_fetched,
    structure_is_told,
    the_first_stop_skips_to_the_report,
    filters_work_by_keyboard,
    reasons_show_on_focus_and_hover,
    text_is_readable,
    it_fits_a_telephone,
    it_works_without_script,
    nothing_runs_and_nothing_is_fetched,
    the_policy_holds,
]
# Of pages that differ in what they say and not in what can be done with the report.
SHORT = [
    nothing_runs_and_nothing_is_fetched,
    structure_is_told,
    filters_work_by_keyboard,
    text_is_readable,
    it_fits_a_telephone,
    nothing_runs_and_nothing_is_fetched,
]
CHECKS = {
    "one": ALL, "several": [*SHORT, long_sections_unfold_by_keyboard], "hostile": ALL, "dump": SHORT,
    "site": [*SHORT, pages_of_a_site_unfold_by_keyboard],
}


def reports(dechaff, folder):
    """The reports to look at, by name."""
    one = GOLDEN / "agency_story_html/page.html"
    several = [GOLDEN / f"{name}" for name in (
        "hebrew_news_html/page.html", "consent_wall_html/page.html", "not_found_html/page.html",
        "statistics_tables_html/page.html", "documentation_html/page.html", "forum_thread_text/page.txt",
        "product_page_html/page.html", "japanese_news_text/page.txt", "blog_comments_html/page.html",
    )]
    hostile = folder / "<img src=x onerror=window.pwned=15>'\".html"
    hostile.write_text(pages.html(pages.ATTACKS[2]))
    dump = folder / "hostile.jsonl"
    dump.write_text(pages.dump())
    site = ["--learn-sites", *(GOLDEN.parent / f"site/{number}.html" for number in range(10))]
    inputs = {
        "one": [one], "several": several, "hostile": [hostile], "dump": ["--sample", "40", dump], "site": site,
    }
    for name, arguments in inputs.items():
        path = folder / f"{name}.report.html"
        with path.open("wb") as out:
            subprocess.run([dechaff, "report", *arguments], stdout=out, check=True)
        yield name, path


def screenshots(driver, path, name, folder):
    for label, size, scheme in [("light", WIDE, "light"), ("dark", WIDE, "dark"), ("narrow", NARROW, "light")]:
        Report(driver, path).view(size, scheme)
        driver.save_screenshot(str(folder / f"{name}-{label}.png"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dechaff", type=Path)
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        driver = browser(folder / "profile")
        try:
            for name, path in reports(arguments.dechaff.resolve(), folder):
                for one_check in CHECKS[name]:
                    print(f"{name}: {one_check.__name__.replace('_', ' ')}", flush=True)
                    one_check(Report(driver, path))
                if arguments.screenshots:
                    arguments.screenshots.mkdir(parents=True, exist_ok=True)
                    screenshots(driver, path, name, arguments.screenshots)
        finally:
            driver.quit()
    print("all checks of the report passed")


if __name__ == "__main__":
    main()

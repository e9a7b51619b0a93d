"""The scenario in a real Chromium: filled in by forms and written by hand, kept with its comments, seen by two."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import tab_to, until, window
from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium")
SCENARIOS = Path("scenarios")
Opened = Callable[[str], AbstractContextManager[Page]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    shutil.copy(SCENARIOS / "untoc-wg-ta-2012.yaml", tmp_path / "wg.yaml")
    shutil.copy(SCENARIOS / "impossible" / "two-at-once.yaml", tmp_path / "two.yaml")
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def opened(browser: Browser, server: Server) -> Opened:
    """Opens a board in a window of its own."""

    @contextmanager
    def one(board: str) -> Iterator[Page]:
        with window(browser) as page:
            page.goto(f"{server.address}/board/{board}?lang=en")
            page.wait_for_selector("#tab-forms")
            yield page

    return one


def file(server: Server, board: str = "wg") -> str:
    return (server.folder / f"{board}.yaml").read_text("utf-8")


def forms(page: Page, section: str) -> None:
    page.click("#tab-forms")
    page.click(f'[data-section="{section}"]')


def unfold(page: Page, path: str) -> None:
    page.locator(f'[data-path="{path}"] > details > summary').click()


def test_a_field_is_filled_in_and_the_file_keeps_every_other_character(opened: Opened, server: Server) -> None:
    before = file(server)
    with opened("wg") as page:
        forms(page, "bodies")
        unfold(page, "bodies[0]")
        page.fill('[data-path="bodies[0].size"] input', "41")
        expect(page.locator(".forms-view .saving")).to_contain_text("Not saved yet")
        page.keyboard.press("Control+s")
        until(lambda: "size: 41" in file(server))
        added = [line for line in file(server).splitlines() if line not in before.splitlines()]
        assert [line.strip() for line in added] == ["size: 41"]
        expect(page.locator(".forms-view .saving")).to_contain_text("Everything is saved")
        assert page.input_value('[data-path="bodies[0].size"] input') == "41", "what was unfolded stays so"
        page.click("#tab-yaml")
        assert "size: 41" in page.input_value("textarea.yaml")
        page.click("#tab-calendar")
        page.keyboard.press("Control+z")
        until(lambda: file(server) == before)


def test_entries_are_added_put_in_another_order_and_taken_away(opened: Opened, server: Server) -> None:
    with opened("wg") as page:
        forms(page, "rooms")
        for name in ("hall", "gallery"):
            page.click('[data-path="rooms"] > button')
            page.locator('[data-path^="rooms["] [id$="-id"]').last.fill(name)
        page.click('[data-path="rooms[1]"] > .entry-tools .up')
        page.click(".forms-view .saving button.first")
        until(lambda: "gallery" in file(server))
        rooms = server.ask("GET", "/api/v1/boards/wg")[1]["rooms"]
        assert [room["id"] for room in rooms] == ["gallery", "hall"]
        page.click('[data-path="rooms[0]"] > .entry-tools .away')
        page.click(".forms-view .saving button.first")
        until(lambda: "gallery" not in file(server))
        assert "hall" in file(server)


def test_what_is_wrong_is_told_at_its_field_and_in_its_line(opened: Opened, server: Server) -> None:
    before = file(server)
    with opened("wg") as page:
        forms(page, "bodies")
        unfold(page, "bodies[0]")
        unfold(page, "bodies[0].agenda[1]")
        field = page.locator('[data-path="bodies[0].agenda[1].duration"]')
        field.locator("input").fill("a while")
        expect(field.locator(".said")).to_contain_text("is not a duration")
        expect(field.locator("input")).to_have_attribute("aria-invalid", "true")
        expect(page.locator('[data-section="bodies"]')).to_have_attribute("data-wrong", "")
        page.click("#tab-yaml")
        line = 1 + page.input_value("textarea.yaml").split("a while")[0].count("\n")
        expect(page.locator(".gutter .wrong")).to_have_text(str(line))
        page.click(".yaml-view .saving button.first")
        expect(page.locator(".alarms")).to_contain_text("is not a duration")
        assert file(server) == before
        page.click(".yaml-view .saving button:not(.first)")
        expect(page.locator(".gutter .wrong")).to_have_count(0)


def test_what_is_written_by_hand_is_in_the_forms_before_it_is_saved(opened: Opened, server: Server) -> None:
    with opened("wg") as page:
        page.click("#tab-yaml")
        page.wait_for_selector(".gutter span")
        text = page.input_value("textarea.yaml")
        page.fill("textarea.yaml", text + "\n# at the end\nrooms:\n- id: hall\n")
        forms(page, "rooms")
        expect(page.locator('[data-path="rooms[0]"] summary')).to_have_text("hall")
        unfold(page, "rooms[0]")
        page.fill('[data-path="rooms[0].capacity"] input', "120")
        page.click("#tab-yaml")
        until(lambda: "capacity: 120" in page.input_value("textarea.yaml"))
        page.locator("textarea.yaml").press("Control+s")
        until(lambda: file(server).endswith("# at the end\nrooms:\n- id: hall\n  capacity: 120\n"))
        page.fill("textarea.yaml", page.input_value("textarea.yaml").replace("capacity: 120", "capacity: 90"))
        page.click("#tab-forms")
        expect(page.locator('[data-path="rooms[0].capacity"] input')).to_have_value("90")


def test_what_another_saves_is_seen_and_is_not_written_over(opened: Opened, server: Server) -> None:
    with opened("wg") as page, opened("wg") as other:
        for each in (page, other):
            forms(each, "")
        other.fill('[data-path="link"] textarea', "https://example.org/mine")
        page.fill('[data-path="note"] textarea', "theirs")
        page.keyboard.press("Control+s")
        expect(other.locator(".forms-view .clash .theirs")).to_contain_text(["note: theirs"])
        assert "link" not in file(server)
        other.click(".forms-view .clash button.first")
        until(lambda: "https://example.org/mine" in file(server))
        assert "note: theirs" in file(server)
        expect(page.locator('[data-path="link"] textarea')).to_have_value("https://example.org/mine")


def test_a_text_by_hand_over_anothers_is_shown_beside_it_first(opened: Opened, server: Server) -> None:
    with opened("wg") as page:
        page.click("#tab-yaml")
        page.wait_for_selector(".gutter span")
        page.fill("textarea.yaml", page.input_value("textarea.yaml") + "# mine\n")
        edit = {"action": "set", "path": ["note"], "value": "theirs"}
        assert server.ask("POST", "/api/v1/boards/wg/moves", {"move": "edit", "edits": [edit]})[0] == 200
        clash = page.locator(".yaml-view .clash")
        expect(clash.locator("td.theirs", has_text="note: theirs")).to_have_count(1)
        expect(clash.locator("td.mine", has_text="# mine")).to_have_count(1)
        clash.locator("button", has_text="Take theirs").click()
        expect(clash).to_have_count(0)
        assert "note: theirs" in page.input_value("textarea.yaml")
        assert "# mine" not in page.input_value("textarea.yaml")


def test_a_way_out_is_tried_in_a_variant_that_is_solved(opened: Opened, server: Server) -> None:
    with opened("two") as page:
        page.click("#tab-explain")
        page.click(".explain-view button.first")
        page.wait_for_selector(".ways-out .actions button")
        page.locator(".ways-out button", has_text="Try it in a variant").first.click()
        page.wait_for_selector(".tried a")
        variant = server.ask("GET", "/api/v1/boards/two")[1]["variants"][-1]["id"]
        page.click(".tried a")
        expect(page.locator(".variants [aria-current]")).not_to_have_text("As written")
        until(lambda: [each["variant"] for each in server.ask("GET", "/api/v1/boards/two/proposals")[1]] == [variant])


def test_a_way_out_is_written_into_the_scenario(opened: Opened, server: Server) -> None:
    before = file(server, "two")
    with opened("two") as page:
        page.click("#tab-explain")
        page.click(".explain-view button.first")
        page.wait_for_selector(".ways-out .actions button")
        page.locator(".ways-out button", has_text="Write it into").first.click()
        until(lambda: file(server, "two") != before)
        page.click(".explain-view button.first")
        expect(page.locator(".explanation .notice")).to_contain_text("There is a programme")


def test_the_board_and_a_solution_are_laid_side_by_side(opened: Opened) -> None:
    with opened("wg") as page:
        page.click("#tab-compare")
        page.check('[data-side="board:"]')
        page.check('[data-side="variant:"]')
        page.click(".compare-view button.first")
        page.wait_for_selector(".comparison table")
        expect(page.locator(".comparison h3", has_text="What each costs")).to_be_visible()
        assert page.locator("img.chart").evaluate("image => image.naturalWidth") > 100


def test_a_sweep_over_a_grid_and_prices_are_read_where_they_are_asked_for(opened: Opened) -> None:
    with opened("wg") as page:
        page.click("#tab-compare")
        page.click(".compare-view details summary")
        page.fill(".compare-view textarea", "bodies[wg-ta].agenda[8].duration=20 min,30 min")
        page.get_by_role("button", name="Sweep").click()
        page.wait_for_selector(".comparison table")
        expect(page.locator(".comparison")).to_contain_text("20 min")
        page.get_by_role("button", name="Prices").click()
        expect(page.locator(".comparison")).to_contain_text("Nothing is gained, proved")


def test_the_keyboard_alone_adds_a_room_and_saves_it(opened: Opened, server: Server) -> None:
    with opened("wg") as page:
        tab_to(page, "#tab-calendar")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#tab-forms")).to_be_focused()
        page.wait_for_selector('[data-section="rooms"]')
        tab_to(page, '[data-section="rooms"]')
        page.keyboard.press("Enter")
        tab_to(page, '[data-path="rooms"] > button')
        page.keyboard.press("Enter")
        page.keyboard.type("hall")
        page.keyboard.press("Control+s")
        until(lambda: "- id: hall" in file(server))


def test_a_file_that_an_editor_changes_is_in_the_forms_and_one_that_it_breaks_is_told(
    opened: Opened, server: Server
) -> None:
    text = file(server)
    with opened("wg") as page:
        forms(page, "")
        page.wait_for_selector('[data-path="note"]')
        (server.folder / "wg.yaml").write_text(text + "note: by an editor\n", "utf-8")
        expect(page.locator('[data-path="note"] textarea')).to_have_value("by an editor")
        (server.folder / "wg.yaml").write_text(text + "note: [\n", "utf-8")
        expect(page.locator(".alarms")).to_contain_text("The file of this board is broken")
        expect(page.locator('[data-path="note"] textarea')).to_have_value("by an editor")
        (server.folder / "wg.yaml").write_text(text + "note: mended\n", "utf-8")
        expect(page.locator('[data-path="note"] textarea')).to_have_value("mended")
        expect(page.locator(".alarms")).to_have_text("")


def test_a_way_out_of_many_words_is_tried_too(opened: Opened, server: Server) -> None:
    """Its sentence is longer than the title of a job may be."""
    with opened("wg") as page:
        page.goto(f"{server.address}/board/wg?lang=en&variant=item-5-longer#explain")
        page.click(".explain-view button.first")
        page.locator(".ways-out button", has_text="Try it in a variant").first.click()
        page.wait_for_selector(".tried a")
        page.goto(f"{server.address}/bureau/wg/releases?lang=en")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_view_follows_the_address_and_goes_along_to_another_variant(opened: Opened) -> None:
    with opened("wg") as page:
        page.evaluate("window.location.hash = '#yaml'")
        expect(page.locator("#view-yaml")).to_be_visible()
        page.click(".variants a >> text=Item 5 takes an hour longer")
        page.wait_for_selector("#tab-forms")
        expect(page.locator(".variants [aria-current]")).to_have_text("Item 5 takes an hour longer")
        expect(page.locator("#view-yaml")).to_be_visible()

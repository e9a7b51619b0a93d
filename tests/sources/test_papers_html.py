"""Web pages as a paper: what a browser shows."""

from __future__ import annotations

from session_planner.sources.papers import parse_paper
from tests.sources.papers_sample import shown, tables


def page(body: str) -> list[str | list[list[str]]]:
    """What stands on a page."""
    return shown(parse_paper(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html"))


def test_paragraphs_breaks_and_headings() -> None:
    paper = parse_paper(b"<h2>Annex &amp; more</h2>\n<p>one<br>two</p>loose <b>te</b>xt<div>block</div>", "a.html")
    assert [(line.text, line.level, line.gap, line.whole, line.place.line) for line in paper.lines()] == [
        ("Annex & more", 2, True, True, 1), ("one", 0, True, False, 2), ("two", 0, False, True, 2),
        ("loose text", 0, True, True, 2), ("block", 0, True, True, 2),
    ]  # fmt: skip


def test_lists_have_the_numbers_that_browsers_count() -> None:
    assert page("<ol start=4><li>a<li>b<ol type=a><li>c</li><li value=5>d</ol><li>e</ol>") == [
        "4. a", "5. b", "a) c", "e) d", "6. e",
    ]  # fmt: skip
    assert page('<ol style="list-style-type: upper-roman"><li>a<li>b</ol><ul><li>c</ul>') == ["I. a", "II. b", "c"]
    assert page('<ol style="list-style: none"><li>1. a</ol><ol reversed><li>x<li>y</ol>') == ["1. a", "2. x", "1. y"]


def test_what_is_hidden_is_left() -> None:
    hidden = "<p hidden>a</p><p style='display:none'>b</p><script>c</script><style>d</style><del>e</del>"
    hidden += "<template>f</template>"
    assert page(f"{hidden}<p>seen<sup><a href=#n>1</a></sup> 1<sup>er</sup> mai</p>") == ["seen 1er mai"]


def test_tables_with_cells_that_cover_rows_and_columns() -> None:
    body = (
        "<table><tfoot><tr><td colspan=3>foot</tfoot><thead><tr><th>Time<th colspan=2>Meetings</thead>"
        "<tr><td rowspan=0>10&nbsp;a.m.<td>1<td>A<p>B<tr><td>2<td>C</table>"
    )
    assert page(body) == [
        [["Time", "Meetings", "Meetings"], ["10 a.m.", "1", "A / B"], ["10 a.m.", "2", "C"], ["foot", "foot", "foot"]]
    ]


def test_columns_that_no_cell_begins_in_are_none_and_layout_tables_are_taken_apart() -> None:
    assert page("<table><tr><td colspan=5>a<td>b<tr><td colspan=5>c<td>d</table>") == [[["a", "b"], ["c", "d"]]]
    assert page("<table><tr><td><h1>Head</h1><table><tr><td>a<td>b</table><td>side</table>") == [
        "Head",
        [["a", "b"]],
        "side",
    ]


def test_preformatted_text_is_read_as_text() -> None:
    (table,) = tables(parse_paper(b"<p>x</p>\n<pre>\nMon   1   A\nTue   2   B\n</pre>", "a.html"))
    assert [[cell.text for cell in row] for row in table.rows] == [["Mon", "1", "A"], ["Tue", "2", "B"]]


def test_right_to_left_pages_are_in_the_order_of_writing() -> None:
    told = "<div dir=rtl><table><tr><td>الساعة<td>البند<tr><td>١٠/٠٠<td>١ (أ)</table></div>"
    assert page(f"<meta charset=utf-8>{told}") == [[["الساعة", "البند"], ["١٠/٠٠", "١ (أ)"]]]

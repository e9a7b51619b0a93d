"""The words of the board: what its scripts show, in the reader's language.

The board asks for them by these names and holds none of its own.
"""

from __future__ import annotations

from string import Formatter

from session_planner.words import N_, text

WORDS = {
    # parts of the page
    "tools": N_("Tools"),
    "views": N_("Views"),
    "view-calendar": N_("Calendar"),
    "view-list": N_("List"),
    "side": N_("What waits, what is wrong, what is proposed"),
    "chosen": N_("The chosen segment"),
    "variants": N_("Variants"),
    "variant-base": N_("As written"),
    "tray": N_("Not placed"),
    "tray-empty": N_("Everything is placed."),
    "conflicts": N_("Conflicts"),
    "conflicts-none": N_("No rule is broken."),
    "conflicts-all": N_("Show all {count}"),
    "warnings": N_("Costs"),
    "jobs": N_("Solve"),
    "proposals": N_("Proposals"),
    "proposals-none": N_("There is no proposal. What a job finds is shown here."),
    "history": N_("History"),
    "history-none": N_("Nothing has been changed yet."),
    # tools
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "columns": N_("Columns"),
    "columns-bodies": N_("Bodies"),
    "columns-rooms": N_("Rooms"),
    "zoom": N_("Days shown"),
    "zoom-day": N_("One day"),
    "zoom-three": N_("Three days"),
    "zoom-week": N_("A week"),
    "zoom-all": N_("All days"),
    "later": N_("Later"),
    "earlier-days": N_("Earlier"),
    "earlier": N_("Earlier changes"),
    "search": N_("Search"),
    "zones": N_("Other time zones"),
    "zone-away": N_("Without {title}"),
    "print": N_("Print"),
    "all-of-them": N_("All"),
    # cards
    "day": N_("Day"),
    "hour": N_("Hour"),
    "hours": N_("Hours"),
    "title": N_("Title"),
    "body": N_("Body"),
    "room": N_("Room"),
    "room-none": N_("No room"),
    "state": N_("State"),
    "start": N_("Start"),
    "end": N_("End"),
    "minutes": N_("{count} min"),
    "is-error": N_("breaks a rule"),
    "is-warning": N_("costs something"),
    "is-joint": N_("joint session"),
    "is-locked": N_("locked"),
    "list-keys": N_(
        "Keys: arrows go from card to card; M moves, H sets the hours, S splits, J joins, L locks or unlocks, "
        "Delete puts into the tray; Ctrl+Z undoes, Ctrl+Y redoes."
    ),
    # what is done
    "move": N_("Move"),
    "move-title": N_("Where to: {title}"),
    "hours-title": N_("Hours of {title}"),
    "split": N_("Split"),
    "split-title": N_("Split {title}"),
    "split-at": N_("At"),
    "join": N_("Join the parts"),
    "lock": N_("Lock"),
    "unlock": N_("Unlock"),
    "drop": N_("Into the tray"),
    "cancel": N_("Cancel"),
    "places-sought": N_("Places are being tried…"),
    "places-none": N_("There is no place to try."),
    "free": N_("free"),
    "warned": N_("allowed, but it costs {cost}"),
    "forbidden": N_("not allowed: {why}"),
    # what became of it
    "moved": N_("{title}: {when}"),
    "now-broken": N_("broken rules: {count}"),
    "refused": N_("That cannot be done: {why}"),
    "lost": N_("The server does not answer; nothing is lost, and it is tried again."),
    "clash": N_("{who} has changed the same meanwhile; it stands as they left it."),
    "clash-mine": N_("Make my change all the same"),
    "clash-theirs": N_("Leave it so"),
    "somebody": N_("Somebody"),
    "others": N_("{who}: {what}"),
    "stand-agree": N_("agreed"),
    "stand-object": N_("objected"),
    # jobs
    "solve": N_("Solve"),
    "stop": N_("Stop and keep the best"),
    "kind": N_("What to do"),
    "begin": N_("Begin"),
    "events": N_("What happened, one a line"),
    "events-example": N_("item 3 overran 40 min"),
    "now": N_("Now (what is past stays)"),
    "time-limit": N_("Time limit"),
    "seconds": N_("{count} s"),
    "until-proved": N_("until it is proved"),
    "kind-solve": N_("Solve"),
    "kind-replan": N_("Replan"),
    "kind-sweep": N_("Sweep"),
    "kind-explain": N_("Explain"),
    "kind-compare": N_("Compare"),
    "kind-prices": N_("Prices"),
    "job-waiting": N_("waiting"),
    "job-running": N_("running"),
    "job-stopping": N_("stopping"),
    "job-stopped": N_("stopped"),
    "job-done": N_("done"),
    "job-refused": N_("refused"),
    "job-failed": N_("failed"),
    "job-lost": N_("lost when the server ended"),
    "job-impossible": N_("there is no programme that keeps all the rules"),
    "progress-tier": N_("step {count} of {of}"),
    "progress-none": N_("no programme yet"),
    "progress-best": N_("best {cost}"),
    "progress-bound": N_("bound {cost}"),
    "progress-gap": N_("gap {count} %"),
    # proposals
    "proposal-of": N_("Proposal of {when}"),
    "proposal-same": N_("The board stands as this proposes."),
    "take-all": N_("Take all {count}"),
    "take-chosen": N_("Take the ticked ones"),
    "put-away": N_("Put away"),
    "from-to": N_("{from} → {to}"),
    # history
    "undone": N_("undone"),
    "and-more": N_("and {count} more"),
    "did-created": N_("Opened"),
    "did-place": N_("Placed"),
    "did-move": N_("Moved"),
    "did-stretch": N_("Hours changed"),
    "did-split": N_("Split"),
    "did-join": N_("Joined"),
    "did-drop": N_("Put into the tray"),
    "did-lock": N_("Locked"),
    "did-unlock": N_("Unlocked"),
    "did-undo": N_("Undone"),
    "did-redo": N_("Made again"),
    "did-taken": N_("Taken from a proposal"),
    "did-edit": N_("Scenario edited"),
    "did-rewrite": N_("Scenario rewritten"),
    "did-variant": N_("Variant written"),
    "did-file": N_("Scenario changed in its file"),
}


def words_in(lang: str) -> dict[str, str]:
    """The words by name; fields stay `{field}`, for the board to fill."""
    return {
        name: text(msgid, lang, **{field: f"{{{field}}}" for field in _fields(msgid)}) for name, msgid in WORDS.items()
    }


def _fields(msgid: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(msgid) if field}

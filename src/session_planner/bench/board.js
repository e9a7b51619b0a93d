// The clock of `bench board`, put into the page: when a segment was let go, and when the board showed what came of it.
(() => {
  const list = document.querySelector(".conflict-list-body");
  const PATIENCE = 3000;
  let drag = {};
  const painted = (then) => requestAnimationFrame(() => setTimeout(then, 0));
  addEventListener("pointerup", () => (drag.up = performance.now()), true);
  addEventListener("pointerdown", () => (drag.down = performance.now()), true);
  new MutationObserver(() => painted(() => (drag.shown = performance.now()))).observe(list, { attributeFilter: ["data-number"] });
  new MutationObserver((found) => {
    const shaded = found.some((each) => [...each.addedNodes].some((node) => node.classList?.contains("over")));
    if (shaded && drag.shaded === undefined) painted(() => (drag.shaded ??= performance.now()));
  }).observe(document.querySelector(".ec"), { childList: true, subtree: true });
  window.bench = {
    begin() {
      drag = { number: list.dataset.number };
      performance.clearResourceTimings();
    },
    /** Middles of the segments that are wholly in view and long enough to be taken hold of. */
    visible() {
      const { bottom, right } = document.querySelector(".ec-main, .ec-body").getBoundingClientRect();
      const within = ({ x, y, width, height }) => height > 30 && y > 0 && y + height < Math.min(innerHeight, bottom) - 90 && x + width < Math.min(innerWidth, right);
      const boxes = [...document.querySelectorAll(".ec-event[data-segment]")].map((each) => [each, each.getBoundingClientRect()]);
      const middles = boxes.filter(([, box]) => within(box)).map(([each, box]) => [each, box.x + box.width / 2, box.y + box.height / 2]);
      return middles.filter(([each, x, y]) => each.contains(document.elementFromPoint(x, y))).map(([, x, y]) => [x, y]);
    },
    /** Milliseconds of the drag, once its answer is shown; null where none comes. */
    async told() {
      const until = performance.now() + PATIENCE;
      while (!(drag.shown > drag.up)) {
        if (performance.now() > until) return null;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const asked = performance.getEntriesByType("resource").find((each) => each.name.includes("/moves"));
      return { drop: drag.shown - drag.up, asked: asked?.duration ?? null, shade: drag.shaded === undefined ? null : drag.shaded - drag.down };
    },
  };
})();

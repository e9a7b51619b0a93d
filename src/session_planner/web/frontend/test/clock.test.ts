import assert from "node:assert/strict";
import { test } from "node:test";

import { wall } from "../src/clock.ts";

test("a moment is shown at the hour of its own zone, wherever the browser is", () => {
  assert.equal(wall("2012-10-17T10:00:00+02:00").getHours(), 10);
  assert.equal(wall("2012-10-17T23:45:00-11:00").getMinutes(), 45);
});

// Moments as the server writes them (ISO 8601 with the offset of the scenario's zone) and as the calendar takes them:
// wall clocks without a zone, so that the board shows the session's hours wherever the planner sits.

/** The wall clock of a moment, as a date without a zone that the calendar shows as it stands. */
export function wall(moment: string): Date {
  return new Date(moment.slice(0, 19));
}

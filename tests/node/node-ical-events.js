// What node-ical, the parser of many home and office displays, reads in a calendar file: as ical.js-events.js writes it.
const read = require("node-ical").sync.parseFile(process.argv[2]);
const plain = (value) => (value && value.val !== undefined ? value.val : value);
const events = Object.values(read)
  .filter((component) => component.type === "VEVENT")
  .map((event) => [event.uid, event.start.toISOString(), event.end.toISOString(), plain(event.summary), event.status]);
console.log(JSON.stringify(events));

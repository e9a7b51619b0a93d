// What node-ical, the parser of many home and office displays, reads in calendar files: as ical.js-events.js writes it.
const { sync } = require("node-ical");
const plain = (value) => (value && value.val !== undefined ? value.val : value);
const read = (file) =>
  Object.values(sync.parseFile(file))
    .filter((component) => component.type === "VEVENT")
    .map((event) => [event.uid, event.start.toISOString(), event.end.toISOString(), plain(event.summary), event.status]);
console.log(JSON.stringify(process.argv.slice(2).map(read)));

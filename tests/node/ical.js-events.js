// What ical.js, the parser inside Thunderbird, reads in a calendar file: [uid, start, end, summary, status] an event.
const ICAL = require("ical.js").default || require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const [start, end] = [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString());
  return [event.uid, start, end, event.summary, component.getFirstPropertyValue("status")];
});
console.log(JSON.stringify(events));

// What ical.js, the parser inside Thunderbird, reads in calendar files: by file, [uid, start, end, summary, status] an
// event. A file whose name ends with .json is jCal.
const ICAL = require("ical.js").default || require("ical.js");
const fs = require("fs");
const parsed = (file) => {
  const text = fs.readFileSync(file, "utf8");
  return file.endsWith(".json") ? JSON.parse(text) : ICAL.parse(text);
};
const read = (file) => {
  const calendar = new ICAL.Component(parsed(file));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const [start, end] = [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString());
    return [event.uid, start, end, event.summary, component.getFirstPropertyValue("status")];
  });
};
console.log(JSON.stringify(process.argv.slice(2).map(read)));

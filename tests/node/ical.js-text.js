// A jCal file as ical.js writes it as iCalendar: what it has understood of every property.
const ICAL = require("ical.js").default || require("ical.js");
const jcal = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
console.log(new ICAL.Component(jcal).toString());

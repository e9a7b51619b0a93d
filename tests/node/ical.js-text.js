// A jCal file as ical.js writes it as iCalendar: what it has understood of every property.
const ICAL = require("ical.js").default || require("ical.js");
const jcal = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
// It stumbles when it writes the several values of a FEATURE, a parameter it does not know: it gets them as one.
const joined = ([name, properties, inside]) => [name, properties.map(([property, parameters, ...rest]) => [property,
  Object.fromEntries(Object.entries(parameters).map(([key, said]) => [key, [said].flat().join(",")])), ...rest]),
  inside.map(joined)];
console.log(new ICAL.Component(joined(jcal)).toString());

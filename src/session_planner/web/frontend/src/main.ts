import { createCalendar, DayGrid } from "@event-calendar/core";
import "@event-calendar/core/index.css";

createCalendar(document.body, [DayGrid], { view: "dayGridMonth" });

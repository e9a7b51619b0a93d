<?php
// What sabre/vobject, the parser of many calendar servers, reads in a calendar file, and what its validator says of it.
require '/usr/share/php/Sabre/VObject/autoload.php';
$calendar = Sabre\VObject\Reader::read(file_get_contents($argv[1]));
$utc = new DateTimeZone('UTC');
$events = [];
foreach ($calendar->select('VEVENT') as $event) {
    $events[] = [
        (string) $event->UID,
        $event->DTSTART->getDateTime()->setTimezone($utc)->format('c'),
        $event->DTEND->getDateTime()->setTimezone($utc)->format('c'),
        stripslashes($event->SUMMARY->getValue()),  // it keeps the backslashes that escape commas and semicolons
        $event->STATUS->getValue(),
    ];
}
$complaints = array_map(fn ($found) => $found['message'], $calendar->validate());
echo json_encode(['events' => $events, 'complaints' => $complaints]);

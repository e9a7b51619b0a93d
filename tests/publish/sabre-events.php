<?php
// What sabre/vobject, the parser of many calendar servers, reads in calendar files, and what its validator says of each.
require '/usr/share/php/Sabre/VObject/autoload.php';
$utc = new DateTimeZone('UTC');
$files = [];
foreach (array_slice($argv, 1) as $file) {
    $calendar = Sabre\VObject\Reader::read(file_get_contents($file));
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
    $files[] = ['events' => $events, 'complaints' => array_map(fn ($found) => $found['message'], $calendar->validate())];
}
echo json_encode($files);

/** A time of day as the page shows it: hours, minutes and seconds. */
export function timeOfDay(date) {
  return date.toLocaleTimeString([], { hour12: false });
}

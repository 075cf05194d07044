/** Sets a text, unless it is the same: then screen readers and selections are left in peace. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The element of a row that shows a field. */
export function field(row, name) {
  return row.querySelector(`[data-field="${name}"]`);
}

/**
 * Makes the rows of a table body those of the items, in their order. A row that stays is changed in place, never
 * replaced, so that it keeps the focus and what was chosen in it.
 *
 * @returns whether a row that was there before has another place now
 * @param make makes a row's content ready once
 * @param update brings a row up to date
 */
export function showRows(body, template, items, key, update, make = () => undefined) {
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  let previous = null;
  let hasMoved = false;
  for (const item of items) {
    const id = String(key(item));
    let row = known.get(id);
    known.delete(id);
    if (!row) {
      row = template.content.firstElementChild.cloneNode(true);
      row.dataset.key = id;
      make(row, item);
    }
    update(row, item);
    const place = previous ? previous.nextElementSibling : body.firstElementChild;
    // Moving an element takes the focus from it, so only what stands in the wrong place is moved.
    if (place !== row) {
      hasMoved ||= place !== null;
      body.insertBefore(row, place);
    }
    previous = row;
  }
  hasMoved ||= known.size > 0;
  for (const row of known.values()) row.remove();
  return hasMoved;
}

/** Splits CSV into rows of cells; quotes and line breaks inside them are understood. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const clean = text.replace(/^\ufeff/, '');
  for (let place = 0; place < clean.length; place += 1) {
    const char = clean[place];
    if (quoted && char === '"' && clean[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      row.push(cell);
      cell = '';
    } else if ((char === '\n' || char === '\r') && !quoted) {
      if (char === '\r' && clean[place + 1] === '\n') place += 1;
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows.filter((each) => each.some((part) => part.trim() !== ''));
}

/** The head and the first rows of a CSV, and how many rows it has. */
export function previewCsv(text, limit) {
  const [header = [], ...rows] = parseCsv(text);
  return { header, rows: rows.slice(0, limit), total: rows.length };
}

// Blocks of cells as a sheet puts them on the clipboard: tabs, lines, quoted cells.
export function parsed(text) {
  const lines = [[]];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isQuoted) {
      if (sign === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === "\t") { lines.at(-1).push(cell); cell = ""; }
    else if (sign === "\n") { lines.at(-1).push(cell); cell = ""; lines.push([]); }
    else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || lines.at(-1).length) lines.at(-1).push(cell);
  if (!lines.at(-1).length) lines.pop();
  return lines.map((line) => line.map((one) => one.replace(/\s+/g, " ").trim()));
}

export function written(lines) {
  const quoted = (text) => (/["\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return lines.map((line) => line.map(quoted).join("\t")).join("\n");
}

"use strict";
// Tables with the class "sortable": a button in each heading sorts the rows by its column, and back again. Without
// this script the table stands in the order of the class.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const textIn = (row, column) => row.cells[column].textContent.trim();

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const [usual, other] = heading.classList.contains("number")
        ? ["descending", "ascending"]
        : ["ascending", "descending"];
      const direction = heading.getAttribute("aria-sort") === usual ? other : usual;
      headings.forEach((each) => each.setAttribute("aria-sort", "none"));
      heading.setAttribute("aria-sort", direction);
      const sign = direction === "ascending" ? 1 : -1;
      const keyed = rows.map((row) => [textIn(row, column), row]);
      keyed.sort(([left], [right]) => sign * order.compare(left, right));
      body.append(...keyed.map(([, row]) => row));
    });
  });
}

// What the pages can do beyond being read: sort a table, filter names, highlight a line, switch the theme.
// Everything works without it.
"use strict";
{
  const root = document.documentElement;
  const kept = (() => { try { return localStorage; } catch { return null; } })();

  const theme = kept?.getItem("chiso-theme");
  if (theme) root.dataset.theme = theme;
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      kept?.setItem("chiso-theme", root.dataset.theme);
    });
  }

  const order = new Intl.Collator("vi").compare;
  const key = (cell) => cell.dataset.value ?? cell.textContent.trim();
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
        rows.sort(([a], [b]) => {
          if (a === "" || b === "") return (a === "") - (b === "");  // what is not known stays below
          const way = a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : order(a, b);
          return down ? -way : way;
        });
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  for (const list of document.querySelectorAll("[data-filter]")) {
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = list.dataset.filter;
    input.setAttribute("aria-label", list.dataset.filter);
    list.before(input);
    input.addEventListener("input", () => {
      const wanted = plain(input.value);
      for (const item of list.children) item.hidden = !plain(item.textContent).includes(wanted);
    });
  }

  for (const part of document.querySelectorAll(".wide .scroll:has(> .bump)")) part.scrollLeft = part.scrollWidth; // the latest first

  for (const control of document.querySelectorAll("[data-highlight]")) {
    const chart = document.getElementById(control.dataset.highlight);
    control.hidden = false;
    control.querySelector("select").addEventListener("change", (event) => {
      for (const part of chart.querySelectorAll(".chosen")) part.classList.remove("chosen");
      for (const part of chart.querySelectorAll("[data-subject], [data-of]")) {
        if (event.target.value && (part.dataset.subject ?? part.dataset.of) === event.target.value) {
          part.classList.add("chosen");
          if (part.matches(".line")) part.parentNode.append(part);
        }
      }
    });
  }
}

/* Opens the evidence of a cell under its row, and closes it again. htmx fetches; without this file, or without
   JavaScript, the link leads to the cell's own page. */

const opener = (row) => document.getElementById(row.dataset.opener);

const close = (row) => {
  const link = opener(row);
  row.remove();
  link?.setAttribute("aria-expanded", "false");
  link?.removeAttribute("aria-controls");
  return link;
};

const prepare = (root) => {
  for (const link of root.querySelectorAll("a.evidence")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }
};

document.addEventListener("htmx:load", (event) => prepare(event.target));

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target;
  if (!link.matches("a.evidence")) return;
  const row = link.closest("tr");
  const below = row.nextElementSibling;
  if (!below?.matches(".opened")) return;
  const again = opener(below) === link;
  close(below);
  if (again) event.preventDefault();
});

document.addEventListener("htmx:afterSwap", (event) => {
  // Going back swaps too, without a request of its own.
  const link = event.detail.requestConfig?.elt;
  if (!link?.matches("a.evidence")) return;
  const row = link.closest("tr");
  const opened = row.nextElementSibling;
  opened.dataset.opener = link.id;
  opened.cells[0].colSpan = row.cells.length;
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", opened.id);
  opened.querySelector("h3").focus();
});

document.addEventListener("click", (event) => {
  if (event.target.matches(".opened .close")) close(event.target.closest(".opened")).focus();
});

document.addEventListener("keydown", (event) => {
  const opened = event.target.closest(".opened");
  if (event.key === "Escape" && opened) close(opened)?.focus();
  if (event.key === "Escape" && event.target.matches('a.evidence[aria-expanded="true"]')) {
    close(document.getElementById(event.target.getAttribute("aria-controls")));
  }
  // A button answers to the space bar as well.
  if (event.key === " " && event.target.matches('a.evidence[role="button"]')) {
    event.preventDefault();
    event.target.click();
  }
});

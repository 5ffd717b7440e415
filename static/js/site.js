/* When htmx can't fetch a part of a page, the link or form behind it still works: follow it. */
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const { elt } = event.detail.requestConfig;
    if (elt.matches("a[href]")) location.assign(elt.href);
    else if (elt.matches("form")) elt.submit();
  });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

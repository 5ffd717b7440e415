/* When htmx can't fetch a part of a page, the link or form behind it still works: follow it. */
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const { elt } = event.detail.requestConfig;
    if (elt.matches("a[href]")) location.assign(elt.href);
    else if (elt.matches("form")) elt.submit();
  });
}

/* What an address points to may be folded away, and not every browser opens it by itself. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

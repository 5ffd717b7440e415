// Django's fields for several records hide the one that has the label: name the one that is typed in.
"use strict";

function nameFields() {
  for (const field of document.querySelectorAll(".select2-search--inline .select2-search__field")) {
    const select = field.closest(".select2-container").previousElementSibling;
    const label = document.querySelector(`label[for="${CSS.escape(select?.id ?? "")}"]`);
    if (label) field.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
  }
}

// Behind Django's own scripts, which make those fields once jQuery calls them.
window.addEventListener("load", () => window.django?.jQuery?.(nameFields));

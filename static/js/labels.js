// Django's fields with a search hide the one that has the label: name the one that is typed in.
"use strict";

const nameOf = (select) => {
  const label = document.querySelector(`label[for="${CSS.escape(select?.id ?? "")}"]`);
  const text = label?.textContent ?? select?.closest("td")?.className.replace(/^field-/, "") ?? "";
  return text.replace(/[:\s]*$/, "").trim();
};

const nameAll = () => {
  for (const box of document.querySelectorAll(".select2-container")) {
    const name = nameOf(box.previousElementSibling);
    box.querySelector(".select2-search--inline .select2-search__field")?.setAttribute("aria-label", name);
    const chosen = box.querySelector(".select2-selection--single");
    if (chosen && name) {
      // What is chosen is read as well.
      chosen.setAttribute("aria-label", `${name}: ${chosen.textContent.trim() || "nothing chosen"}`);
      chosen.removeAttribute("aria-labelledby");
      chosen.querySelector(".select2-selection__rendered")?.setAttribute("aria-label", name);
    }
  }
};

// Behind Django's own scripts, which make those fields once jQuery calls them.
window.addEventListener("load", () => window.django?.jQuery?.(nameAll));
document.addEventListener("change", nameAll);
document.addEventListener("formset:added", nameAll);

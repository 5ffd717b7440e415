/* Ticking off the steps of a learning path. The ticks stay in this browser; nothing is sent. */
const KEY = "steps-done";
const boxes = [...document.querySelectorAll("[data-step]")];
const untick = document.getElementById("untick");
let steps = new Set();

function load() {
  try {
    steps = new Set(JSON.parse(localStorage.getItem(KEY)) ?? []);
  } catch {
    // It keeps nothing, or what it kept is no list: go on with what is ticked on this page.
  }
  show();
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify([...steps]));
  } catch {
    document.getElementById("not-kept").hidden = false;
  }
  show();
}

function show() {
  for (const box of boxes) box.checked = steps.has(box.dataset.step);
  const ticked = boxes.filter((box) => box.checked).length;
  document.getElementById("done").textContent = `${ticked} of ${boxes.length} done`;
}

for (const box of boxes) {
  box.disabled = false;
  box.addEventListener("change", () => {
    if (box.checked) steps.add(box.dataset.step);
    else steps.delete(box.dataset.step);
    keep();
  });
}
untick.disabled = false;
untick.addEventListener("click", () => {
  for (const box of boxes) steps.delete(box.dataset.step);
  keep();
});
load();
// Another tab may have ticked, and a page that is gone back to comes as it was left.
addEventListener("storage", load);
addEventListener("pageshow", load);

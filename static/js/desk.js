// While a record is open at the desk: say so every minute, and show who else has it open.
"use strict";

const others = document.getElementById("others");
if (others) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(others.dataset.ask);
      if (!answer.ok || answer.redirected) return;
      const said = await answer.text();
      if (said.trim() !== others.innerHTML.trim()) others.innerHTML = said;
    } catch {
      // The site can't be reached just now; the next minute will tell.
    }
  }, 60_000);
}

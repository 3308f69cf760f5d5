// Keeps a dashboard live: reads its block again every half minute and puts it in the place of the last one,
// so that a wall can stay on for days. A page that nobody sees reads nothing; what somebody holds or has
// opened stays until he lets go.
const main = document.querySelector("main[data-live]");
const EVERY = 30000;

const held = () =>
  main.contains(document.activeElement) && document.activeElement !== main ||
  main.querySelector("details[open]:not([data-open])") !== null ||
  String(getSelection()) !== "";

async function renew() {
  if (document.hidden || held()) return;
  const next = main.querySelector("[data-next]")?.dataset.next ?? location.href;
  const headers = { "HX-Request": "true", "HX-Target": "stage" };
  try {
    const answer = await fetch(next, { headers, signal: AbortSignal.timeout(20000) });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    main.innerHTML = await answer.text();
    history.replaceState(null, "", next);
    main.classList.remove("old");
  } catch {
    main.classList.add("old");
  }
}

if (main) {
  setInterval(renew, EVERY);
  document.addEventListener("visibilitychange", renew);
}

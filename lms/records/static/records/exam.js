/* Keeps an answer that could not be saved (connection or session lost) in this window, and sends it when the question
   opens again. Needs nothing else; without it only what the server confirmed is kept. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const place = `plimsoll-exam:${form.dataset.keep}`;
  const KEPT_OUT = new Set(["csrfmiddlewaretoken", "revision", "go", "flag"]);
  const answer = () => JSON.stringify([...new FormData(form)].filter(([name]) => !KEPT_OUT.has(name)));
  const revision = () => form.querySelector("[name='revision']")?.value ?? "";
  const keep = () => { try { sessionStorage.setItem(place, JSON.stringify([revision(), answer()])); } catch { /* no storage, nothing to keep */ } };
  const forget = () => { try { sessionStorage.removeItem(place); } catch { /* as above */ } };

  form.addEventListener("input", keep);
  form.addEventListener("htmx:afterSwap", () => { if (document.querySelector("#saved[data-kept]")) forget(); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form && event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect")) forget();
  });
  form.addEventListener("submit", keep);

  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(place)); } catch { return; }
  if (!kept) return;
  /* a newer revision on the server: the answer arrived after all, or another window has answered since */
  if (kept[0] !== revision() || kept[1] === answer()) { forget(); return; }
  for (const input of form.querySelectorAll("input, select")) {
    if (KEPT_OUT.has(input.name)) continue;
    const values = JSON.parse(kept[1]).filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
    else if (input.type !== "hidden") input.value = values[0] ?? "";
  }
  /* after the page has loaded: only then does htmx listen to the form */
  addEventListener("load", () => {
    const chosen = form.querySelector("input:checked") ?? form.querySelector("input:not([type='hidden']), select");
    chosen?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();

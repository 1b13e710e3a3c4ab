/* What pages gain from a script. Each part finds its elements by a data attribute; without it the page still works.
     data-theme-toggle            a button that turns light and dark round, kept in a cookie the server reads
     data-confirm="dialog-id"     a button that first opens <dialog id>; its [data-confirmed] button goes on
     data-open="dialog-id"        a button or link that opens <dialog id>; data-close  a button that closes its dialog
     data-open-now                a dialog that is open from the start
     data-autosubmit              a form sent by itself when a choice changes (htmx does it where htmx is loaded)
     data-without-script          hidden where scripts run
     data-toast, data-dismiss     a toast that leaves after a while, or when told to
     data-timer="seconds"         counts down; at zero sends form[data-timer-form] and raises "timer-end"
     data-guard                   a form that asks before unsaved changes are left behind
     data-shortcut="/"            a link, button or field reached by this key, outside of typing
     data-once                    a form that is sent once, however often its button is pressed
     data-panel="id"              links that open in the element of this id: the one shown there (data-shows) is marked */
(() => {
  "use strict";
  const root = document.documentElement;
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const TOAST_STAYS_MS = 8000;
  const A_YEAR_S = 365 * 24 * 3600;

  /* htmx asks Django's question and shows what went wrong instead of nothing */
  /* signing in again, in another window, changes the answer: the cookie knows the newest */
  const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? meta("csrf-token");
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, parameters } = event.detail;
    headers["X-CSRFToken"] = csrfToken();
    if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = csrfToken();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status === 409 || status === 422) event.detail.shouldSwap = true;
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const status = event.detail.xhr?.status;
      if (status === 422 || status === 409) return;
      /* 401: the session has ended; a page that keeps a place of its own has a note of its own */
      const note = status === 401
        ? document.getElementById("signed-out-note") ?? document.getElementById("session-note")
        : document.getElementById("connection-note");
      if (note) { note.hidden = false; note.focus(); }
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    for (const note of all("#connection-note, #session-note")) note.hidden = true;
  });

  /* theme */
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=${A_YEAR_S}; samesite=lax`;
  });

  /* menus close like menus */
  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  /* dialogs */
  let waiting = null;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open], [data-confirm]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open ?? opener.dataset.confirm);
      if (!dialog?.showModal) return;
      event.preventDefault();
      waiting = opener.dataset.confirm ? opener : null;
      dialog.showModal();
      return;
    }
    const yes = event.target.closest("[data-confirmed]");
    if (yes && waiting) {
      const asked = waiting;
      waiting = null;
      yes.closest("dialog").close();
      if (asked.form) asked.form.requestSubmit(asked.type === "submit" ? asked : undefined);
      else if (asked.href) location.assign(asked.href);
      return;
    }
    event.target.closest("[data-close]")?.closest("dialog")?.close();
  });
  document.addEventListener("close", () => { waiting = null; }, true);

  /* forms */
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.dataset.autosubmit !== undefined && !(window.htmx && form.hasAttribute("hx-get"))) form.requestSubmit();
    if (form?.dataset.guard !== undefined) form.dataset.changed = "";
    mark(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target.form?.dataset.guard !== undefined) event.target.form.dataset.changed = "";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    delete form.dataset.changed;
    if (form.dataset.once === undefined || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent !== undefined) { event.preventDefault(); return; }
    form.dataset.sent = "";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => { for (const form of all("form[data-sent]")) delete form.dataset.sent; });
  window.addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-changed]")) event.preventDefault(); });
  function mark(input) {
    if (input.type !== "radio" && input.type !== "checkbox") return;
    const group = input.type === "radio" ? all(`input[type="radio"][name="${CSS.escape(input.name)}"]`, input.form ?? document) : [input];
    for (const one of group) one.closest(".choice, .confidence label")?.classList.toggle("is-chosen", one.checked);
  }

  /* keys */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
    const reached = [...all("[data-shortcut]")].find((one) => one.dataset.shortcut === event.key);
    if (!reached) return;
    event.preventDefault();
    if (reached.matches("input, select, textarea")) reached.focus(); else reached.click();
  });

  /* what each fresh piece of page needs */
  function prepare(piece) {
    for (const button of all("[data-theme-toggle], [data-dismiss]", piece)) button.hidden = false;
    for (const element of all("[data-without-script]", piece)) element.hidden = true;
    for (const toast of all("[data-toast]:not([data-seen])", piece)) {
      toast.dataset.seen = "";
      setTimeout(() => { if (!toast.matches(":hover, :focus-within")) toast.remove(); }, TOAST_STAYS_MS);
    }
    for (const input of all(".choice input:checked, .confidence input:checked", piece)) mark(input);
    for (const timer of all("[data-timer]:not([data-seen])", piece)) countDown(timer);
    for (const dialog of all("dialog[data-open-now]:not([open])", piece)) dialog.showModal?.();
    for (const links of all("[data-panel]")) markShown(links, piece);
  }
  function markShown(links, piece) {
    const panel = document.getElementById(links.dataset.panel);
    const shows = panel?.querySelector("[data-shows]")?.dataset.shows;
    for (const link of all("[aria-current]", links)) link.removeAttribute("aria-current");
    const link = shows && [...all("a", links)].find((one) => one.pathname === shows);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    if (!panel.contains(piece)) { link.scrollIntoView({ block: "nearest", inline: "nearest" }); return; }
    /* under the links on a narrow page: what was asked for comes into view */
    if (panel.getBoundingClientRect().top > innerHeight * 0.7) panel.scrollIntoView({ block: "start" });
  }
  document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove());

  function countDown(timer) {
    timer.dataset.seen = "";
    const end = performance.now() + Number(timer.dataset.timer) * 1000;
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left > 0) { setTimeout(tick, 500); return; }
      timer.dispatchEvent(new CustomEvent("timer-end", { bubbles: true }));
      document.querySelector("form[data-timer-form]")?.requestSubmit();
    };
    tick();
  }

  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => prepare(document));
  else prepare(document);
})();

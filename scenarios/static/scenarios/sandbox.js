/* Keys and paste for the sandbox's screens; without it everything can still be typed and clicked.
     /           the command field, before the search of the frame
     Ctrl S      posts the form on the screen          Alt S   stop and report
     Ctrl V      into a grid: rows and columns copied from a spreadsheet fill the cells from here on
     data-sign   the fields of a signature move into a dialog that the posting button opens */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
    event.preventDefault();
    document.getElementById("cmd")?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      const post = document.querySelector("[data-post]");
      if (post) { event.preventDefault(); post.click(); }
    } else if (event.altKey && event.key.toLowerCase() === "s") {
      const stop = document.querySelector("[data-alt-key='s']");
      if (stop) { event.preventDefault(); stop.click(); }
    }
  });
  function prepareSignature(piece) {
    const sign = piece.querySelector("[data-sign]");
    const form = sign?.closest("form");
    const post = form?.querySelector("[data-post]");
    if (!post || !window.HTMLDialogElement || sign.closest("dialog")) return;
    const make = (tag, name, parent) => { const one = document.createElement(tag); one.className = name; parent.append(one); return one; };
    const dialog = make("dialog", "dialog", form);
    dialog.setAttribute("aria-label", sign.dataset.sign);
    const body = make("div", "dialog-body", dialog);
    sign.classList.remove("card");
    body.append(sign);
    const foot = make("div", "dialog-foot", dialog);
    const cancel = make("button", "btn", foot);
    cancel.type = "button";
    cancel.dataset.close = "";
    cancel.textContent = sign.dataset.signCancel;
    const go = make("button", "btn btn-primary", foot);
    go.name = "press";
    go.value = "post";
    go.textContent = sign.dataset.signGo;
    post.addEventListener("click", (event) => { event.preventDefault(); if (!dialog.open) dialog.showModal(); });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target === cancel) return;
      event.preventDefault();
      go.click();
    });
  }
  prepareSignature(document);
  /* a screen whose fields were found wrong by a check comes anew */
  document.addEventListener("htmx:load", (event) => prepareSignature(event.detail.elt));
  document.addEventListener("paste", (event) => {
    const grid = event.target.closest("[data-grid]");
    const text = event.clipboardData?.getData("text") ?? "";
    if (!grid || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const cells = (row) => [...row.querySelectorAll("input, select")];
    const rows = [...grid.tBodies[0].rows];
    const first = rows.indexOf(event.target.closest("tr"));
    const column = cells(rows[first]).indexOf(event.target);
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((line, down) => {
      const row = rows[first + down];
      if (!row) return;
      line.split("\t").forEach((value, right) => {
        const cell = cells(row)[column + right];
        if (cell) { cell.value = value.trim(); cell.dispatchEvent(new Event("input", { bubbles: true })); }
      });
    });
  });
})();

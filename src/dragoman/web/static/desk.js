// The desk's own script. Pages work without it: it adds keys, the brush, dropped files and ties between text and margin.
"use strict";

(() => {
  const typing = (target) => target.closest("input, textarea, select") !== null;

  // Keys: what has data-key is pressed, or given the focus. Ctrl-Enter sends the form one is in.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "u") {
      const undo = document.querySelector("#judgements form button");
      if (undo) { event.preventDefault(); undo.click(); }
      return;
    }
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input")) { wanted.focus(); wanted.select(); return; }
    wanted.click();
    if (wanted.matches("summary")) {
      const first = wanted.parentElement.querySelector("input:not([type=hidden])");
      if (first && wanted.parentElement.open) first.focus();
    }
  });

  // Filters that are chosen are applied at once.
  for (const form of document.querySelectorAll("form[data-auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select")) form.requestSubmit();
    });
  }
  // Empty fields have no place in an address that keeps.
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (!field.value) field.disabled = true;
    });
  }

  // The brush: a stretch of the timeline becomes the period of the filters.
  const day = 86400000;
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const chart = document.querySelector("#timeline");
  const filters = document.querySelector("#filters");
  if (chart && filters) {
    const figure = chart.parentElement;
    const first = Date.parse(chart.dataset.first);
    const last = Date.parse(chart.dataset.last);
    const band = document.createElement("div");
    band.className = "band";
    band.hidden = true;
    const label = document.createElement("span");
    band.append(label);
    figure.append(band);
    let from = null;
    const share = (event) => {
      const box = chart.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    const time = (part) => first + Math.floor((part * (last - first)) / day) * day;
    const draw = (one, other) => {
      const box = chart.getBoundingClientRect();
      const whole = figure.getBoundingClientRect();
      const left = box.left - whole.left + Math.min(one, other) * box.width;
      band.hidden = false;
      band.style.left = `${left}px`;
      band.style.width = `${Math.abs(other - one) * box.width}px`;
      band.style.top = `${box.top - whole.top}px`;
      band.style.height = `${box.height}px`;
      label.textContent = `${iso(time(Math.min(one, other)))} – ${iso(time(Math.max(one, other)))}`;
    };
    let drawn = false;
    figure.addEventListener("pointerdown", (event) => {
      const box = chart.getBoundingClientRect();
      if (event.button || event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left) return;
      from = share(event);
      drawn = false;
    });
    window.addEventListener("pointermove", (event) => {
      if (from === null || (Math.abs(share(event) - from) < 0.01 && !drawn)) return;
      drawn = true;
      draw(from, share(event));
      event.preventDefault();
    });
    window.addEventListener("pointerup", (event) => {
      if (from === null) return;
      const [one, other] = [from, share(event)].sort((a, b) => a - b);
      from = null;
      if (!drawn) return;
      filters.elements.since.value = iso(time(one));
      filters.elements.until.value = iso(Math.min(time(other), last - day));
      filters.requestSubmit();
    });
    // A drag that ends on a mark is no click on it; nor is it the drag of a link.
    figure.addEventListener("click", (event) => { if (drawn) event.preventDefault(); }, true);
    figure.addEventListener("dragstart", (event) => event.preventDefault());
  }

  // A claim in the margin and its sentence are shown together.
  const tie = (event, on) => {
    const claim = event.target.closest("[data-claim]");
    const words = event.target.closest("[data-claims]");
    const ids = claim ? [claim.dataset.claim] : words ? words.dataset.claims.split(" ") : [];
    for (const id of ids) {
      for (const one of document.querySelectorAll(`[data-claims~="${CSS.escape(id)}"], [data-claim="${CSS.escape(id)}"]`)) {
        one.classList.toggle("tied", on);
      }
    }
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => tie(event, true));
    document.addEventListener(end, (event) => tie(event, false));
  }

  // Files that are dropped are those that are chosen.
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    for (const name of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", name === "dragover");
        if (name === "drop") input.files = event.dataTransfer.files;
      });
    }
  }
})();

"use strict";
// Cards, arrows and filters. Everything shown here also stands in the page itself, so nothing is lost without it.
(() => {
  const tip = document.querySelector(".tip");
  let held = null;

  const source = (reading, span) => reading.querySelector(`[data-s~="${span}"]`);

  function clear() {
    document.querySelectorAll(".lit").forEach(e => e.classList.remove("lit"));
    document.querySelectorAll("svg.arrows").forEach(svg => svg.replaceChildren());
    tip.hidden = true;
    held = null;
  }

  function draw(value, reading) {
    const svg = reading.querySelector("svg.arrows"), box = reading.getBoundingClientRect();
    const from = value.getClientRects()[0];
    (value.dataset.from || "").split(" ").filter(Boolean).forEach(span => {
      const place = source(reading, span);
      if (!place || place === value) return;
      place.classList.add("lit");
      const to = place.getClientRects()[0];
      const x1 = from.left + from.width / 2 - box.left, y1 = from.top - box.top;
      const x2 = to.left + to.width / 2 - box.left, near = Math.abs(to.top - from.top) < 8;
      const y2 = (near || to.top > from.top ? to.top : to.bottom) - box.top;
      const lift = near ? Math.min(46, 14 + Math.abs(x2 - x1) / 9) : Math.max(18, Math.abs(y2 - y1) / 3);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", near
        ? `M${x1},${y1} C${x1},${y1 - lift} ${x2},${y2 - lift} ${x2},${y2}`
        : `M${x1},${y1} C${x1},${y1 - lift} ${x2},${y2 + (y2 < y1 ? lift : -lift)} ${x2},${y2}`);
      path.setAttribute("marker-end", "url(#head)");
      if (!near) path.classList.add("far");
      svg.append(path);
    });
  }

  function show(element) {
    clear();
    const reading = element.closest("article");
    const cards = (element.dataset.card || "").split(" ").filter(Boolean)
      .map(id => document.getElementById(id)).filter(Boolean).map(c => c.querySelector(".fact").cloneNode(true));
    tip.replaceChildren(...cards);
    if (element.dataset.why) {
      const why = document.createElement("div");
      const what = document.createElement("span");
      what.className = element.classList.contains("no") ? "why" : "dim";
      what.textContent = element.dataset.why;
      why.append(what);
      tip.append(why);
    }
    element.classList.add("lit");
    if (reading) draw(element, reading);
    tip.hidden = false;
    const box = element.getClientRects()[0];
    const left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 12));
    const below = box.bottom + 10 + tip.offsetHeight < innerHeight || box.top < tip.offsetHeight + 14;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? box.bottom + 10 : box.top - tip.offsetHeight - 10) + scrollY}px`;
  }

  const wanted = event => event.target.closest && event.target.closest("[data-card],[data-why]");
  document.addEventListener("pointerover", e => { const t = wanted(e); if (t && !held) show(t); });
  document.addEventListener("pointerout", e => { if (!held && wanted(e)) clear(); });
  document.addEventListener("focusin", e => { const t = wanted(e); if (t) show(t); });
  document.addEventListener("focusout", () => { if (!held) clear(); });
  document.addEventListener("keydown", e => { if (e.key === "Escape") clear(); });
  document.addEventListener("click", e => {
    const link = e.target.closest("a[href^='#v']");
    if (link) {
      const value = document.getElementById(link.hash.slice(1));
      if (!value) return;
      e.preventDefault();
      value.scrollIntoView({ block: "center" });
      value.focus({ preventScroll: true });
      show(value);
      value.classList.remove("flash");
      void value.offsetWidth;
      value.classList.add("flash");
      held = value;
      return;
    }
    const t = wanted(e);
    if (t && held !== t) { show(t); held = t; } else if (!e.target.closest(".tip")) clear();
  });
  document.querySelectorAll(".bar input").forEach(box => box.addEventListener("change", () =>
    document.body.classList.toggle(`hide-${box.value}`, !box.checked)));
  document.querySelector(".bar button").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });
  if (location.hash.startsWith("#v")) { const v = document.getElementById(location.hash.slice(1)); if (v) { show(v); held = v; } }
})();

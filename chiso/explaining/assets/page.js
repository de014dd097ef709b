"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const article = document.getElementById("text"), card = document.getElementById("card");
  const arcs = document.getElementById("arcs");
  const pieces = [...article.querySelectorAll("[data-a]")].map(e => [+e.dataset.a, e]);
  pieces.sort((a, b) => a[0] - b[0]);
  let kept = null; // what was clicked, and stays: {facts, fates, element}

  const within = ([start, end]) => {
    let low = 0, high = pieces.length;
    while (low < high) { const mid = (low + high) >> 1; if (pieces[mid][0] < start) low = mid + 1; else high = mid; }
    const found = [];
    for (let i = low; i < pieces.length && pieces[i][0] < end; i++) found.push(pieces[i][1]);
    return found;
  };
  const make = (tag, text, cls) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (cls) e.className = cls;
    return e;
  };

  const clear = () => {
    for (const e of article.querySelectorAll(".on")) e.classList.remove("on", "s-subject", "s-index", "s-component", "s-year", "s-scope");
    for (const e of document.querySelectorAll(".chosen")) e.classList.remove("chosen");
    arcs.replaceChildren();
    card.hidden = true;
  };

  const arc = (from, to, slot) => {
    const box = article.getBoundingClientRect();
    const a = from.getClientRects()[0], b = to.getClientRects()[0];
    if (!a || !b) return;
    const x1 = a.left + a.width / 2 - box.left, x2 = b.left + b.width / 2 - box.left;
    const near = Math.abs(a.top - b.top) < 8;
    const y1 = a.top - box.top, y2 = (near ? b.top : b.top < a.top ? b.bottom : b.top) - box.top;
    const lift = near ? Math.min(34, 10 + Math.abs(x1 - x2) / 9) : Math.min(60, Math.abs(y1 - y2) / 2);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const up = near || b.top < a.top;
    path.setAttribute("d", up
      ? `M${x1},${y1} C${x1},${y1 - lift} ${x2},${near ? y2 - lift : y2 + lift} ${x2},${y2}`
      : `M${x1},${a.bottom - box.top} C${x1},${a.bottom - box.top + lift} ${x2},${y2 - lift} ${x2},${y2}`);
    path.classList.add("s-" + slot);
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    dot.setAttribute("cx", x2); dot.setAttribute("cy", y2); dot.setAttribute("r", 3.2);
    dot.classList.add("s-" + slot);
    arcs.append(path, dot);
  };

  const tellFact = fact => {
    const part = make("div");
    const head = make("h3"); head.append(make("b", fact.value), " " + fact.label);
    part.append(head);
    const sure = Math.round(fact.sure * 1000) / 10;
    part.append(make("p", `${fact.status}, sure to ${sure}%, rule “${fact.rule}”`));
    const list = make("dl");
    for (const o of fact.origins) {
      const row = make("dd", o.value);
      const how = make("small", undefined, o.inherited ? "far" : "");
      how.append(`${o.arrow} ${o.how} `);
      if (o.quote) how.append(make("q", o.quote.length > 70 ? o.quote.slice(0, 68) + "…" : o.quote));
      row.append(how);
      list.append(make("dt", o.slot, "s-" + o.slot), row);
    }
    part.append(list);
    return part;
  };
  const tellFate = fate => {
    const part = make("div"), head = make("h3");
    head.append(make("b", fate.text), " " + fate.outcome);
    part.append(head, make("p", fate.why));
    return part;
  };

  const place = element => {
    card.hidden = false;
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight;
    const below = box.bottom + 14, fits = below + height < innerHeight;
    card.style.left = Math.max(12, Math.min(box.left - 20, innerWidth - width - 12)) + "px";
    card.style.top = (fits ? below : Math.max(8, box.top - height - 26)) + "px";
  };

  const show = ({ facts, fates, element }) => {
    clear();
    card.replaceChildren();
    for (const n of facts) {
      const fact = data.facts[n], own = within(fact.span);
      for (const o of fact.origins) {
        if (!o.span) continue;
        const source = within(o.span);
        for (const e of source) e.classList.add("on", "s-" + o.slot);
        if (own.length && source.length && !own.includes(source[0])) arc(own[0], source[0], o.slot);
      }
      for (const e of own) e.classList.add("on");
      card.append(tellFact(fact));
      for (const e of document.querySelectorAll(`[data-fact="${n}"]`)) e.classList.add("chosen");
    }
    for (const n of fates) {
      const fate = data.fates[n];
      for (const e of within(fate.span)) e.classList.add("on");
      card.append(tellFate(fate));
      for (const e of document.querySelectorAll(`[data-fate="${n}"]`)) e.classList.add("chosen");
    }
    card.classList.toggle("no", !facts.length);
    if (facts.length + fates.length) place(element);
  };
  const numbers = text => (text ? text.split(" ").map(Number) : []);
  const of = element => {
    const mark = element.closest?.("[data-o], [data-f]");
    return mark && { facts: numbers(mark.dataset.o), fates: mark.dataset.o ? [] : numbers(mark.dataset.f), element: mark };
  };
  const listed = element => {
    const link = element.closest?.("[data-fact], [data-fate]");
    if (!link) return null;
    const fact = link.dataset.fact, fate = link.dataset.fate;
    const span = fact !== undefined ? data.facts[+fact].span : data.fates[+fate].span;
    return {
      facts: fact !== undefined ? [+fact] : [], fates: fate !== undefined ? [+fate] : [],
      element: within(span)[0] || link,
    };
  };
  const back = () => { if (kept) show(kept); else clear(); };

  article.addEventListener("pointerover", e => { const found = of(e.target); if (found) show(found); });
  article.addEventListener("pointerout", e => { if (of(e.target)) back(); });
  article.addEventListener("focusin", e => { const found = of(e.target); if (found) show(found); });
  article.addEventListener("click", e => { kept = of(e.target); back(); });
  const side = document.querySelector("aside");
  side.addEventListener("pointerover", e => {
    const found = listed(e.target);
    if (!found) return;
    const box = found.element.getBoundingClientRect();
    if (box.bottom > 90 && box.top < innerHeight) show(found);
  });
  side.addEventListener("pointerout", e => { if (listed(e.target)) back(); });
  const go = found => {
    kept = found;
    found.element.scrollIntoView({ block: "center" });
    show(found);
  };
  side.addEventListener("click", e => {
    const found = listed(e.target);
    if (found) { e.preventDefault(); go(found); }
  });
  document.addEventListener("keydown", e => {
    if (e.key === "Escape") { kept = null; clear(); }
    if ((e.key === "Enter" || e.key === " ") && of(e.target)) { e.preventDefault(); kept = of(e.target); show(kept); }
    if (!"jk".includes(e.key) || e.ctrlKey || e.metaKey || e.altKey || !data.facts.length) return;
    const now = kept?.facts.length ? kept.facts[0] : e.key === "j" ? -1 : 0;
    const next = (now + (e.key === "j" ? 1 : -1) + data.facts.length) % data.facts.length;
    const link = document.querySelector(`[data-fact="${next}"]`);
    link.scrollIntoView({ block: "nearest" });
    go(listed(link));
  });
  let waiting = 0;
  const again = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { if (kept) show(kept); }); };
  addEventListener("scroll", () => { if (kept) again(); else clear(); }, { passive: true });
  addEventListener("resize", again);
  for (const key of document.querySelectorAll(".key")) key.addEventListener("click", () => {
    const shown = key.getAttribute("aria-pressed") !== "true";
    key.setAttribute("aria-pressed", String(shown));
    document.body.classList.toggle("no-" + key.dataset.kind, !shown);
  });
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
  });
})();

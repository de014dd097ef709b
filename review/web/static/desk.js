// Keys, and pages that follow each other without being built anew. Everything works without this file, too.
"use strict";

// One thing at a time: while a decision is under way, a key neither repeats it nor decides what nobody has seen yet.
let busy = false;
// After a key that came too early, keys count again once none has come for a moment: who typed ahead meant something else.
const HUSH = 250;
let hushed = 0;

const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

// The page of the next item, fetched while the reviewer reads this one. It is shown only once the desk has kept the
// decision and says that the page is still what it would send.
let ahead = null;
let fetching = null;

async function fetchAhead() {
  ahead = null;
  delete document.documentElement.dataset.ahead;
  fetching?.abort();
  const item = document.querySelector("[data-item]")?.dataset.item;
  if (!item) return;
  const mine = fetching = new AbortController();
  try {
    const query = new URLSearchParams(location.search);
    query.delete("figure");
    query.set("after", item);
    const answer = await fetch(`/next?${query}`, {
      credentials: "same-origin", headers: { "X-Desk-After": item }, signal: mine.signal,
    });
    const mark = answer.headers.get("X-Desk-Mark"), url = new URL(answer.url);
    if (!answer.ok || !mark) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fetching !== mine) return;
    ahead = { mark: `${mark} ${url.pathname}${url.search}`, url: url.href, page };
    document.documentElement.dataset.ahead = page.querySelector("[data-item]").dataset.item;
  } catch { /* then the page comes with the decision */ }
}

function put(page) {
  for (const part of ["main", ".top", "footer"]) {
    const now = document.querySelector(part), next = page.querySelector(part);
    if (now && next) now.replaceWith(next);
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dataset.theme = page.documentElement.dataset.theme;
}

async function visit(address, options, push = true) {
  if (busy) return;
  busy = true;
  document.documentElement.dataset.busy = "";
  const held = options?.method === "POST" ? ahead : null;
  fetching?.abort();
  try {
    if (held) options.headers = { "X-Desk-Ahead": held.mark };
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const type = answer.headers.get("content-type") || "";
    if (!type.startsWith("text/html")) { location.assign(answer.url); return; }
    const sent = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = answer.headers.has("X-Desk-Next");
    put(next ? held.page : sent);
    if (next) document.querySelector("main").prepend(...sent.body.childNodes);
    // What was refused is shown at the item's own address, which can be loaded again; that of a form cannot.
    const refused = options?.method === "POST" && !answer.redirected;
    const shown = next ? held.url : refused ? location.href : answer.url;
    if (push && shown !== location.href) history.pushState(null, "", shown);
    scrollTo(0, 0);
    (document.querySelector("main h1[tabindex]") || document.querySelector("main")).focus({ preventScroll: true });
    ready();
    fetchAhead();
    // The next key counts once the eye can have seen what it decides.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  } catch {
    location.assign(options?.method === "POST" ? location.href : address);
  } finally {
    busy = false;
    delete document.documentElement.dataset.busy;
  }
}

function send(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  for (const field of form.querySelectorAll("[data-draft]")) drop(field);
  return visit(form.action, { method: "POST", body: fields });
}

function press(element) {
  if (element.tagName === "SUMMARY") {
    const box = element.parentElement;
    box.open = true;
    (box.querySelector("input:not([type=hidden]), textarea, select") || element).focus();
    box.scrollIntoView({ block: "nearest" });
  } else if (element.tagName === "A") visit(element.href);
  else if (element.form.reportValidity()) send(element.form, element);
}

async function help() {
  const box = document.getElementById("keys");
  if (box.open) return box.close();
  const answer = await fetch("/keys", { credentials: "same-origin" });
  const table = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#keys-table");
  if (!table) return;
  table.id = "";
  box.replaceChildren(table);
  box.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (typing(event.target)) event.target.blur();
    document.querySelectorAll(".actions details[open]").forEach((box) => { box.open = false; });
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "?") { event.preventDefault(); if (!event.repeat) help(); return; }
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.key === "o") {
    const boxes = [...document.querySelectorAll("details.more, details.reprints")];
    const open = boxes.some((box) => !box.open);
    boxes.forEach((box) => { box.open = open; });
    return;
  }
  const element = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
  if (!element) return;
  event.preventDefault();
  const now = performance.now();
  if (busy || event.repeat || now < hushed) hushed = now + HUSH;
  else press(element);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !form.closest("main")) return;
  event.preventDefault();
  if (!busy) send(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (event.target.closest("[data-key-help]")) { event.preventDefault(); help(); return; }
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || !/^\/(item|next)/.test(link.pathname) || link.origin !== location.origin || link.target) return;
  event.preventDefault();
  visit(link.href);
});

addEventListener("popstate", () => visit(location.href, {}, false));

// Drafts: what was typed and not sent is still there when the item is opened again.
const name = (field) => `draft ${location.pathname} ${field.form.querySelector("[name=verdict]")?.value} ${field.dataset.draft}`;
const drop = (field) => sessionStorage.removeItem(name(field));
document.addEventListener("input", (event) => {
  if (event.target.dataset?.draft) sessionStorage.setItem(name(event.target), event.target.value);
});

function ready() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const kept = sessionStorage.getItem(name(field));
    if (kept && !field.value) field.value = kept;
  }
}

ready();
fetchAhead();

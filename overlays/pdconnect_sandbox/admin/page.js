const BASE = "/_sandbox";
const byId = (id) => document.getElementById(id);
const main = byId("main");

// ---- messages

function showError(text) {
  byId("alert-text").textContent = text;
  byId("alert").hidden = false;
}

function showDone(text) {
  byId("alert").hidden = true;
  byId("toast").textContent = text;
  clearTimeout(showDone.timer);
  showDone.timer = setTimeout(() => (byId("toast").textContent = ""), 6000);
}

byId("alert-close").addEventListener("click", () => (byId("alert").hidden = true));

function ask(form) {
  const dialog = byId("question");
  byId("question-text").textContent = form.dataset.question;
  byId("question-yes").textContent = form.querySelector("button").textContent;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// ---- requests to the sandbox

async function send(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw new Error("The sandbox does not respond. Was it stopped?");
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Error(body.error || `The sandbox responded with status ${response.status}`);
  }
  return response;
}

async function load(url) {
  const response = await send(url, { headers: { accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function valueOf(field) {
  if (field.type === "checkbox") return field.checked || undefined;
  if (field.value === "") return undefined;
  return field.type === "number" ? Number(field.value) : field.value;
}

function bodyOf(form) {
  if (form.dataset.wholeBody) {
    try {
      return JSON.parse(form.elements[form.dataset.wholeBody].value);
    } catch (error) {
      throw new Error(`The event is not JSON: ${error.message}`);
    }
  }
  const body = JSON.parse(form.dataset.fixed || "{}");
  for (const field of form.elements) {
    const value = field.name ? valueOf(field) : undefined;
    if (value !== undefined) body[field.name] = value;
  }
  return body;
}

async function act(form) {
  try {
    const method = form.dataset.method || "POST";
    const body = method === "DELETE" ? undefined : JSON.stringify(bodyOf(form));
    if (form.dataset.question && !(await ask(form))) return;
    const key = document.querySelector("meta[name=csrf]").content;
    const headers = { "x-csrf-token": key, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    await send(`${BASE}/${form.dataset.action}`, { method, body, headers });
    showDone(form.dataset.done);
    await refresh();
  } catch (error) {
    showError(error.message);
  }
}

// ---- views

function adopt(fresh) {
  document.title = fresh.title;
  document.querySelector("meta[name=csrf]").content = fresh.querySelector("meta[name=csrf]").content;
}

// Replaces a part of the page, but keeps the focus, the selection and what was typed into its fields.
function replace(region, fresh) {
  if (region.isEqualNode(fresh)) return;
  const selection = getSelection();
  if (!selection.isCollapsed && region.contains(selection.anchorNode)) return;
  const { id, selectionStart, selectionEnd, selectionDirection } = document.activeElement;
  const focused = region.contains(document.activeElement) && id;
  const typed = [...region.querySelectorAll("textarea")].filter((field) => field.value !== field.defaultValue);
  region.replaceWith(fresh);
  for (const field of typed) if (byId(field.id)) byId(field.id).value = field.value;
  const field = focused && byId(focused);
  if (field) field.focus({ preventScroll: true });
  if (field && selectionStart != null) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
}

let refreshes = 0;
let navigations = 0;

async function refresh() {
  const own = [++refreshes, navigations];
  const fresh = await load(location.href);
  if (own[0] !== refreshes || own[1] !== navigations) return; // something later has begun
  adopt(fresh);
  for (const region of document.querySelectorAll("[data-live]")) {
    const replacement = fresh.getElementById(region.id);
    if (replacement) replace(region, document.adoptNode(replacement));
  }
}

async function go(url, { push = true } = {}) {
  try {
    const own = ++navigations;
    const fresh = await load(url);
    if (own !== navigations) return;
    ++navigations; // a refresh that has begun in the meantime is one of the view before
    if (push) history.pushState(null, "", url);
    adopt(fresh);
    byId("alert").hidden = true;
    byId("views").replaceWith(document.adoptNode(fresh.getElementById("views")));
    main.querySelector("h1").textContent = fresh.querySelector("h1").textContent;
    byId("content").replaceWith(document.adoptNode(fresh.getElementById("content")));
    const opened = byId("opened-title");
    (opened || main).focus({ preventScroll: true });
    if (opened) opened.scrollIntoView({ block: "nearest" });
    else scrollTo(0, 0);
  } catch (error) {
    showError(error.message);
  }
}

function filter(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  history.replaceState(null, "", `${BASE}?${new URLSearchParams(fields)}`);
  refresh().catch((error) => showError(error.message));
}

async function copy(button) {
  const text = byId(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    showDone("Copied.");
  } catch {
    getSelection().selectAllChildren(text);
    showDone("The text is selected: copy it with the keyboard.");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.action) act(form);
  else if ("filter" in form.dataset) filter(form);
  else return;
  event.preventDefault();
});

let typing;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !("filter" in form.dataset)) return;
  clearTimeout(typing);
  typing = setTimeout(() => filter(form), 250);
});

addEventListener("popstate", () => go(location.href, { push: false }));

// ---- live updates: the sandbox reports that something has changed, and the page loads what it shows again

let stream;
let waiting;
let pause = 250;

function update() {
  if (waiting) return;
  waiting = setTimeout(async () => {
    const start = performance.now();
    try {
      await refresh();
    } catch {
      // the stream shows that the sandbox is not there
    }
    pause = Math.max(250, 3 * (performance.now() - start)); // a slow page is loaded less often
    waiting = undefined;
  }, pause);
}

function show(live) {
  byId("connection").textContent = live ? "live" : "not live";
  byId("connection").classList.toggle("live", live);
}

// A hidden page needs no connection: browsers open only six to one host.
function listen() {
  if (stream) stream.close();
  stream = undefined;
  if (document.hidden) return;
  stream = new EventSource(`${BASE}/live`);
  stream.addEventListener("open", () => {
    show(true);
    update();
  });
  stream.addEventListener("error", () => {
    show(false);
    if (stream && stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
  stream.addEventListener("changed", update);
}

document.addEventListener("visibilitychange", listen);
listen();

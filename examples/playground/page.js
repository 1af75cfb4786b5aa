// Gets the plan from the server, lets a frame of each origin send its requests, and compares the results with the plan.
"use strict";

const byId = (id) => document.getElementById(id);

// An element with a class, attributes and children; text only ever becomes text.
function element(name, { className, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A small line of text; what is in backticks becomes code.
function small(text) {
  return element("small", {}, ...text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part)));
}

const cells = new Map();

function draw(plan) {
  const names = plan.policies.map((policy) => element("th", { scope: "col" }, element("code", {}, policy.name)));
  byId("overview").tHead.replaceChildren(element("tr", {}, element("th", { scope: "col" }, "Origin"), ...names));
  byId("overview").tBodies[0].replaceChildren(...plan.origins.map((origin) => overviewRow(plan, origin)));
  byId("policies").replaceChildren(
    ...plan.policies.map((policy) =>
      element(
        "article",
        { "aria-label": policy.name },
        element("p", {}, policy.about),
        element("pre", { tabindex: 0, "aria-label": `${policy.name} as it displays itself` }, policy.display),
      ),
    ),
  );
  byId("origins").replaceChildren(...plan.origins.map((origin) => section(plan, origin)));
}

function overviewRow(plan, origin) {
  const link = element("a", { href: `#origin-${origin.id}` }, origin.title);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link, element("small", {}, origin.text)),
    ...plan.policies.map((policy) => element("td", { "data-overview": `${origin.id}/${policy.name}` }, "…")),
  );
}

function section(plan, origin) {
  const title = element("h2", { id: `origin-${origin.id}` }, "From ", origin.title, " ");
  title.append(element("small", {}, element("code", {}, `Origin: ${origin.text}`)));
  const names = plan.policies.map((policy) => element("th", { scope: "col" }, element("code", {}, policy.name)));
  const rows = plan.requests.map((request) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, request.title, element("small", {}, request.about)),
      ...plan.policies.map((policy) => cellOf(origin, policy, request)),
    ),
  );
  const table = element(
    "table",
    { "aria-labelledby": `origin-${origin.id}` },
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Request"), ...names)),
    element("tbody", {}, ...rows),
  );
  const around = { className: "scroll", role: "region", tabindex: 0, "aria-labelledby": `origin-${origin.id}` };
  return element("section", {}, title, element("div", around, table));
}

function cellOf(origin, policy, request) {
  const id = `${origin.id}/${policy.name}/${request.id}`;
  const shown = element("td", { "data-cell": id }, "…");
  Object.assign(cells.get(id), { shown, request });
  return shown;
}

// Starts the frame of one origin, and waits for it to have sent everything.
function runFrom(plan, origin, run) {
  return new Promise((resolve, reject) => {
    const frame = element("iframe", { title: `Sends requests from ${origin.title}` });
    if (origin.sandboxed) frame.sandbox = "allow-scripts";
    const late = setTimeout(() => reject(new Error(`the frame of ${origin.title} did not finish`)), 30_000);
    addEventListener("message", function receive({ source, data }) {
      if (source !== frame.contentWindow) return;
      if (data.kind === "ready") {
        const policies = plan.policies.map((policy) => policy.name);
        const message = { kind: "run", run, origin: origin.id, api: plan.api, policies, requests: plan.requests };
        source.postMessage(message, origin.sandboxed ? "*" : origin.page);
      } else if (data.kind === "got") {
        cells.get(data.cell).got = data.got;
      } else if (data.kind === "done") {
        clearTimeout(late);
        removeEventListener("message", receive);
        frame.remove();
        resolve();
      }
    });
    frame.src = `${origin.page}/runner.html`;
    byId("frames").append(frame);
  });
}

// Whether the browser did what the policy says. A missing cookie is not a difference, because some browsers block all
// third-party cookies.
function agrees({ expected, got, arrived, request }) {
  return (
    got !== undefined &&
    got.readable === expected.readable &&
    arrived.requests > 0 === expected.arrives &&
    arrived.preflights === (request.preflight ? 1 : 0) &&
    (request.kind !== "exposed" || got.exposed.join() === expected.exposed.join()) &&
    !got.exposed.includes("set-cookie") &&
    (request.credentials || arrived.cookies === 0)
  );
}

function judge(cell) {
  const { expected, got, arrived, request, shown } = cell;
  cell.agrees = agrees(cell);
  const readable = Boolean(got?.readable);
  const outcome = !cell.agrees ? "differs" : readable ? "allowed" : "refused";
  cell.outcome = outcome;
  shown.className = outcome;
  Object.assign(shown.dataset, {
    agrees: cell.agrees,
    expected: expected.readable ? "allowed" : "refused",
    got: readable ? "allowed" : "refused",
    status: got?.status ?? "",
    exposed: got?.exposed.join(" ") ?? "",
    cookie: Boolean(got?.cookie),
    progress: got?.progress ?? "",
    preflights: arrived.preflights,
    requests: arrived.requests,
    cookies: arrived.cookies,
    reason: expected.reason,
  });
  const line = element("strong", {}, sign(outcome), readable ? "allowed" : "refused");
  const lines = [line];
  if (!readable && arrived.requests > 0) line.append(" ", element("span", { className: "tag" }, "ran"));
  if (outcome === "differs") lines.push(small(wanted(cell)));
  else if (readable) lines.push(small(detail(request, got)));
  else lines.push(small(expected.reason));
  shown.replaceChildren(...lines);
}

function sign(outcome) {
  const text = { allowed: "✓", refused: "–", differs: "!" }[outcome];
  return element("span", { className: `sign ${outcome}`, "aria-hidden": "true" }, text);
}

function wanted({ expected, arrived }) {
  const wish = expected.readable ? "allowed" : `refused: ${expected.reason}`;
  return `The policy says ${wish}. The server saw ${arrived.preflights} preflights, ${arrived.requests} requests.`;
}

function detail(request, got) {
  if (request.kind === "exposed") return `reads ${got.exposed.join(", ") || "none of the three"}`;
  if (request.credentials) return got.cookie ? `status ${got.status}, with the cookie` : `status ${got.status}, cookie blocked`;
  if (request.kind === "upload") return `status ${got.status}, progress events: ${got.progress}`;
  return `status ${got.status}`;
}

function overview(plan) {
  for (const origin of plan.origins) {
    for (const policy of plan.policies) {
      const these = plan.requests.map((request) => cells.get(`${origin.id}/${policy.name}/${request.id}`));
      const count = these.filter((cell) => cell.got?.readable).length;
      const wrong = these.filter((cell) => !cell.agrees).length;
      const words = `${count} of ${these.length} allowed${wrong ? `, ${wrong} not as expected` : ""}`;
      const shown = document.querySelector(`[data-overview="${origin.id}/${policy.name}"]`);
      const signs = element("span", { className: "signs", "aria-hidden": "true" }, ...these.map((cell) => sign(cell.outcome)));
      shown.replaceChildren(signs, element("small", {}, words));
    }
  }
}

function summarise() {
  const all = [...cells.values()];
  const wrong = all.filter((cell) => !cell.agrees).length;
  say(
    wrong === 0
      ? `✓ Your browser did what the policies say in all ${all.length} cells.`
      : `! Your browser did something else in ${wrong} of ${all.length} cells.`,
    wrong === 0 ? "agrees" : "differs",
  );
  const sent = all.some((cell) => cell.request.credentials && cell.got?.cookie);
  byId("notice").hidden = sent;
  if (!sent) {
    byId("notice").textContent =
      "Your browser blocks third-party cookies, so the rows with a cookie were sent without one.";
  }
}

function say(text, state) {
  byId("summary").textContent = text;
  byId("summary").dataset.state = state;
}

async function run() {
  byId("again").disabled = true;
  say("Running…", "running");
  try {
    const plan = await (await fetch("/plan.json")).json();
    cells.clear();
    for (const { origin, policy, request, expected } of plan.cells) {
      cells.set(`${origin}/${policy}/${request}`, { expected });
    }
    draw(plan);
    const run = crypto.getRandomValues(new Uint32Array(2)).join("-");
    await Promise.all(plan.origins.map((origin) => runFrom(plan, origin, run)));
    const log = await (await fetch(`/log.json?run=${run}`)).json();
    for (const [id, cell] of cells) {
      cell.arrived = log[id] ?? { preflights: 0, requests: 0, cookies: 0 };
      judge(cell);
    }
    overview(plan);
    summarise();
  } catch (error) {
    say(`! The page could not finish: ${error.message}`, "failed");
  }
  byId("again").disabled = false;
}

byId("again").addEventListener("click", run);
run();

// Runs in a frame of each origin: sends the requests that the page around it names, and tells it what came back.
"use strict";

const LOOKED_FOR = ["set-cookie", "x-internal", "x-request-id"];

addEventListener("message", async ({ source, data }) => {
  if (source !== parent || data.kind !== "run") return;
  // The cookie: this request is "no-cors", so it goes through whatever the policies say.
  await fetch(`${data.api}/session`, { method: "POST", mode: "no-cors", credentials: "include" }).catch(() => {});
  for (const request of data.requests) {
    await Promise.all(
      data.policies.map(async (policy) => {
        const cell = `${data.origin}/${policy}/${request.id}`;
        const url = `${data.api}/${policy}${request.path}?run=${data.run}&cell=${encodeURIComponent(cell)}`;
        tell({ kind: "got", cell, got: await (request.kind === "upload" ? upload(url) : send(url, request)) });
      }),
    );
  }
  tell({ kind: "done" });
});

// Nothing secret: any page may see what this one saw.
function tell(message) {
  parent.postMessage(message, "*");
}

async function send(url, request) {
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? undefined,
      credentials: request.credentials ? "include" : "omit",
      cache: "no-store",
    });
    const text = await response.text();
    return {
      readable: true,
      status: response.status,
      exposed: LOOKED_FOR.filter((name) => response.headers.has(name)),
      cookie: text.includes('"cookie":true'),
    };
  } catch (error) {
    return { readable: false, exposed: [], error: String(error) };
  }
}

function upload(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let progress = 0;
    request.upload.addEventListener("progress", () => (progress += 1));
    request.addEventListener("load", () => resolve({ readable: true, status: request.status, exposed: [], progress }));
    request.addEventListener("error", () => resolve({ readable: false, exposed: [], error: "network error", progress }));
    request.open("POST", url);
    request.send("x".repeat(256 * 1024));
  });
}

tell({ kind: "ready" });

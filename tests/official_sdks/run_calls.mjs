// Makes the calls that come in as JSON with the official SDK for Node.js, and prints a line of JSON for each.
import { readFileSync } from "node:fs";
import { PipedreamClient } from "@pipedream/sdk";

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function filled(value, kept) {
  if (Array.isArray(value)) return value.map((part) => filled(part, kept));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part, kept)]));
  }
  return typeof value === "string" && value.startsWith("$") ? kept[value.slice(1)] : value;
}

// An answer as plain values: all items of all pages, the bytes of a file.
async function plain(answer) {
  if (answer?.[Symbol.asyncIterator]) {
    const items = [];
    for await (const item of answer) items.push(item);
    return items;
  }
  return typeof answer?.arrayBuffer === "function" ? Buffer.from(await answer.arrayBuffer()).toString() : answer;
}

// Only names are written together that are fields of a model; others stay as they are.
function part(answer, path) {
  for (const name of path ? path.split(".") : []) answer = answer[name] ?? answer[camel(name)];
  return answer;
}

async function outcome(client, call, kept) {
  const [resource, name] = call.method.split(".").map(camel);
  if (typeof client[resource]?.[name] !== "function") return { ok: false, error: "there is no such method" };
  const request = Object.fromEntries(Object.entries(call.arguments).map(([key, value]) => [camel(key), value]));
  const given = filled([...call.path, ...(Object.keys(request).length ? [request] : [])], kept);
  try {
    const answer = await plain(await client[resource][name](...given));
    for (const [key, path] of Object.entries(call.keeps)) kept[key] = part(answer, path);
    const found = call.gives === null ? true : part(answer, call.gives);
    return { ok: true, given: Array.isArray(found) ? found.length > 0 : Boolean(found) };
  } catch (error) {
    return { ok: false, error: `${error.name}: ${error.message} ${JSON.stringify(error.body ?? null)}` };
  }
}

const { calls, kept } = JSON.parse(readFileSync(0, "utf8"));
const client = new PipedreamClient({
  baseUrl: process.env.BASE_URL,
  projectId: process.env.PROJECT_ID,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  projectEnvironment: "development",
});
for (const call of calls) {
  console.log(JSON.stringify({ method: call.method, ...(await outcome(client, call, kept)) }));
}

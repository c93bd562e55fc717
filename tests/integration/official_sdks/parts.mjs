// What the programs of both lines of the SDK share: values that are put into calls, and parts of answers.
import { readFileSync } from "node:fs";

export const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

export function filled(value, kept) {
  if (Array.isArray(value)) return value.map((part) => filled(part, kept));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part, kept)]));
  }
  return typeof value === "string" && value.startsWith("$") ? kept[value.slice(1)] : value;
}

// Only names are written together that are fields of a model; others stay as they are.
export function part(answer, path) {
  for (const name of path ? path.split(".") : []) answer = answer[name] ?? answer[camel(name)];
  return answer;
}

// Make the calls that come in as JSON one after the other, and print a line of JSON for each.
export async function makeCalls(make) {
  const { calls, kept } = JSON.parse(readFileSync(0, "utf8"));
  for (const call of calls) console.log(JSON.stringify({ method: call.method, ...(await outcome(make, call, kept)) }));
}

async function outcome(make, call, kept) {
  try {
    const answer = await make(call.method, filled(call.path, kept), filled(call.arguments, kept));
    for (const [key, path] of Object.entries(call.keeps)) kept[key] = part(answer, path);
    const found = call.gives === null ? true : part(answer, call.gives);
    return { ok: true, given: Array.isArray(found) ? found.length > 0 : Boolean(found) };
  } catch (error) {
    return { ok: false, error: error instanceof Missing ? error.message : told(error) };
  }
}

const told = (error) => `${error.name}: ${error.message} ${JSON.stringify(error.body ?? null)}`;

export class Missing extends Error {
  message = "there is no such method";
}

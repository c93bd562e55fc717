// Shared by the programs of both SDK versions: values that are filled into calls, and values of responses.
import { readFileSync } from "node:fs";

export const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

export function fillIn(value, saved) {
  if (Array.isArray(value)) return value.map((item) => fillIn(item, saved));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillIn(item, saved)]));
  }
  return typeof value === "string" && value.startsWith("$") ? saved[value.slice(1)] : value;
}

// Only names of model fields are in camel case; other names are unchanged.
export function valueAt(response, path) {
  for (const name of path ? path.split(".") : []) response = response[name] ?? response[camel(name)];
  return response;
}

// Read calls as JSON, make them one after the other, and print a line of JSON for each.
export async function makeCalls(make) {
  const { calls, saved } = JSON.parse(readFileSync(0, "utf8"));
  for (const call of calls) console.log(JSON.stringify({ method: call.method, ...(await outcomeOf(make, call, saved)) }));
}

async function outcomeOf(make, call, saved) {
  try {
    const token = call.connect_token ? saved.token : null;
    const response = await make(call.method, fillIn(call.path, saved), fillIn(call.arguments, saved), token);
    for (const [key, path] of Object.entries(call.saves)) saved[key] = valueAt(response, path);
    const found = call.result_path === null ? true : valueAt(response, call.result_path);
    return { ok: true, has_result: Array.isArray(found) ? found.length > 0 : Boolean(found) };
  } catch (error) {
    return { ok: false, error: error instanceof Missing ? error.message : described(error) };
  }
}

const described = (error) => `${error.name}: ${error.message} ${JSON.stringify(error.body ?? null)}`;

export class Missing extends Error {
  message = "there is no such method";
}

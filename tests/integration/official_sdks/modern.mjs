// Reads calls as JSON, makes them with an official SDK 2.x or 3.x for Node.js, and prints a line of JSON for each.
import { Missing, camel, makeCalls } from "./shared.mjs";

// A response as plain data: all items of all pages, the text of a file.
async function toPlain(response) {
  if (response?.[Symbol.asyncIterator]) {
    const items = [];
    for await (const item of response) items.push(item);
    return items;
  }
  return typeof response?.arrayBuffer === "function" ? Buffer.from(await response.arrayBuffer()).toString() : response;
}

export async function run(PipedreamClient) {
  const client = new PipedreamClient({
    baseUrl: process.env.BASE_URL,
    projectId: process.env.PROJECT_ID,
    clientId: process.env.CLIENT_ID,
    clientSecret: process.env.CLIENT_SECRET,
    projectEnvironment: "development",
    workflowDomain: new URL(process.env.BASE_URL).hostname,
  });

  await makeCalls(async (method, path, named, token) => {
    const [resource, name] = method.split(".").map(camel);
    if (typeof client[resource]?.[name] !== "function") throw new Missing();
    const request = Object.fromEntries(Object.entries(named).map(([key, value]) => [camel(key), value]));
    const options = token ? [{ headers: { Authorization: `Bearer ${token}` } }] : [];
    return toPlain(await client[resource][name](...path, ...(Object.keys(request).length ? [request] : []), ...options));
  });
}

// Makes the calls that come in as JSON with the official SDK for Node.js, and prints a line of JSON for each.
import { PipedreamClient } from "@pipedream/sdk";
import { Missing, camel, makeCalls } from "./parts.mjs";

const client = new PipedreamClient({
  baseUrl: process.env.BASE_URL,
  projectId: process.env.PROJECT_ID,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  projectEnvironment: "development",
  workflowDomain: new URL(process.env.BASE_URL).hostname,
});

// An answer as plain values: all items of all pages, the bytes of a file.
async function plain(answer) {
  if (answer?.[Symbol.asyncIterator]) {
    const items = [];
    for await (const item of answer) items.push(item);
    return items;
  }
  return typeof answer?.arrayBuffer === "function" ? Buffer.from(await answer.arrayBuffer()).toString() : answer;
}

await makeCalls(async (method, path, named) => {
  const [resource, name] = method.split(".").map(camel);
  if (typeof client[resource]?.[name] !== "function") throw new Missing();
  const request = Object.fromEntries(Object.entries(named).map(([key, value]) => [camel(key), value]));
  return plain(await client[resource][name](...path, ...(Object.keys(request).length ? [request] : [])));
});

// The same with the last official SDK 1.x, whose methods take positional arguments first and one object last.
import { createBackendClient } from "@pipedream/sdk/server";
import { Missing, makeCalls } from "../shared.mjs";

const client = createBackendClient({
  apiHost: new URL(process.env.BASE_URL).host,
  projectId: process.env.PROJECT_ID,
  credentials: { clientId: process.env.CLIENT_ID, clientSecret: process.env.CLIENT_SECRET },
  environment: "development",
  workflowDomain: new URL(process.env.BASE_URL).hostname,
});

await makeCalls(async (method, path, named) => {
  if (typeof client[method] !== "function") throw new Missing();
  return client[method](...path, ...(Object.keys(named).length ? [named] : []));
});

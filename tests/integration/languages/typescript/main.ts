// Five operations through types made by openapi-typescript. It prints what came back as one line of JSON.
import createClient from "openapi-fetch";
import type { components, paths } from "../build/api.js";

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

function ok<T>(result: { data?: T; error?: unknown; response: Response }): T {
  if (result.data === undefined) throw new Error(`${result.response.status} ${JSON.stringify(result.error)}`);
  return result.data;
}

const user = "user-abc-123";
const header = { "x-pd-environment": "development" } as const;
const path = { project_id: setting("PROJECT_ID") };
const client = createClient<paths>({ baseUrl: setting("BASE_URL") });

const access = ok(
  await client.POST("/v1/oauth/token", {
    body: {
      grant_type: "client_credentials",
      client_id: setting("CLIENT_ID"),
      client_secret: setting("CLIENT_SECRET"),
    },
  }),
);
client.use({
  onRequest({ request }) {
    request.headers.set("authorization", `Bearer ${access.access_token}`);
  },
});

const token = ok(
  await client.POST("/v1/connect/{project_id}/tokens", { params: { path, header }, body: { external_user_id: user } }),
);

const listed = ok(
  await client.GET("/v1/connect/{project_id}/accounts", {
    params: { path, header, query: { external_user_id: user, limit: 10 } },
  }),
);
// An older form of the answer holds the accounts one level deeper.
const accounts: components["schemas"]["Account"][] = Array.isArray(listed.data) ? listed.data : listed.data.accounts;
const gitlab = accounts.find((account) => account.app?.name_slug === "gitlab");
if (gitlab === undefined) throw new Error("no GitLab account");

const found = ok(
  await client.GET("/v1/connect/{project_id}/components", {
    params: { path, header, query: { app: "gitlab", component_type: "action" } },
  }),
);

const ran = ok(
  await client.POST("/v1/connect/{project_id}/actions/run", {
    params: { path, header },
    body: {
      id: "gitlab-list-commits",
      external_user_id: user,
      configured_props: { gitlab: { authProvisionId: gitlab.id }, projectId: 45672541, refName: "main" },
    },
  }),
);

// Mistakes that must not compile. Never run.
export const mistakes = async (): Promise<void> => {
  // @ts-expect-error -- the environment is missing
  await client.GET("/v1/connect/{project_id}/accounts", { params: { path } });
  // @ts-expect-error -- there is no such environment
  await client.GET("/v1/connect/{project_id}/accounts", { params: { path, header: { "x-pd-environment": "test" } } });
  // @ts-expect-error -- nobody to run it for
  await client.POST("/v1/connect/{project_id}/actions/run", { params: { path, header }, body: { id: "a" } });
  // @ts-expect-error -- there is no such path
  await client.GET("/v1/connect/{project_id}/account", { params: { path, header } });
};

console.log(
  JSON.stringify({
    token: token.token.startsWith("ctok_"),
    accounts: accounts.map((account) => account.app?.name_slug).sort(),
    components: found.data.map((component) => component.key),
    commits: Array.isArray(ran.ret) && ran.ret.length > 0,
  }),
);

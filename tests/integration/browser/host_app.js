// A host application: it connects an account, and lists accounts, with the official browser SDK.
import { createFrontendClient } from "@pipedream/sdk/browser";

const query = new URLSearchParams(location.search);
const log = (...words) => {
  const item = document.createElement("li");
  item.textContent = words.join(" ");
  document.querySelector("#log").append(item);
};
const fetchToken = async () => {
  const { token, expires_at, connect_link_url } = await (await fetch("/token")).json();
  return { token, expiresAt: new Date(expires_at), connectLinkUrl: connect_link_url };
};
const client = createFrontendClient({
  externalUserId: "ada",
  tokenCallback: fetchToken,
  frontendHost: query.get("service"),
  baseUrl: `https://${query.get("service")}`,
});
document.querySelector("#connect").addEventListener("click", () =>
  client.connectAccount({
    app: query.get("app"),
    hideClose: query.get("hideClose") === "true",
    onSuccess: ({ id }) => log("success", id),
    onError: (error) => log("error", error.message),
    onClose: ({ successful, completed }) => log("closed", successful, completed),
  }),
);
document.querySelector("#list").addEventListener("click", async () => {
  try {
    const page = await client.accounts.list();
    log("accounts", ...page.data.map((account) => account.id));
  } catch (error) {
    log("refused", error.message);
  }
});
document.body.dataset.ready = "true";

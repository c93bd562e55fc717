// A host application built with connect-react: choose an app and a component, fill in its form, and run the action.
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";
import { ComponentFormContainer, FrontendClientProvider, SelectApp, SelectComponent } from "@pipedream/connect-react";
import { createFrontendClient } from "@pipedream/sdk/browser";

const query = new URLSearchParams(location.search);
const service = query.get("service");
const client = createFrontendClient({
  externalUserId: "ada",
  tokenCallback: async () => {
    const { token, expires_at, connect_link_url } = await (await fetch("/token")).json();
    return { token, expiresAt: new Date(expires_at), connectLinkUrl: connect_link_url };
  },
  frontendHost: service,
  baseUrl: `https://${service}`,
});

function HostApplication() {
  const [app, setApp] = useState();
  const [component, setComponent] = useState(query.get("key") ? { key: query.get("key") } : undefined);
  const [configuredProps, setConfiguredProps] = useState({});
  const [dynamicPropsId, setDynamicPropsId] = useState();
  const [result, setResult] = useState("");

  async function run() {
    const request = { id: component.key, externalUserId: "ada", configuredProps, dynamicPropsId };
    const done = await client.actions.run(request).catch((error) => ({ failed: error.message }));
    setResult(JSON.stringify(done));
  }

  return h("main", {}, [
    h("section", { key: "app", id: "app" }, h(SelectApp, { value: app, onChange: setApp })),
    app &&
      h(
        "section",
        { key: "component", id: "component" },
        h(SelectComponent, { app, componentType: "action", value: component, onChange: setComponent }),
      ),
    component &&
      h(
        "section",
        { key: `form-${component.key}`, id: "form" },
        h(ComponentFormContainer, {
          externalUserId: "ada",
          componentKey: component.key,
          configuredProps,
          onUpdateConfiguredProps: setConfiguredProps,
          onUpdateDynamicProps: (props) => setDynamicPropsId(props?.id),
          onSubmit: run,
        }),
      ),
    h("pre", { key: "props", id: "props" }, JSON.stringify(configuredProps)),
    h("pre", { key: "result", id: "result" }, result),
  ]);
}

const root = createRoot(document.querySelector("#root"));
root.render(h(FrontendClientProvider, { client }, h(HostApplication)));

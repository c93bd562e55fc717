// Compiles only if the generated types of props and of deployed triggers can be narrowed by `type`. It never runs.
import type { Account, AccountPage, ConfigurableProp, Emitter } from "./api.js";

export function aboutProp(prop: ConfigurableProp): string {
  if (prop.type === "app") return prop.app;
  if (prop.type === "integer") return `${prop.min ?? ""} to ${prop.max ?? ""}`;
  return prop.label ?? prop.name;
}

export function aboutEmitter(emitter: Emitter): string {
  if (emitter.type === "DeployedComponent") return emitter.owner_id;
  if (emitter.type === "HttpInterface") return emitter.endpoint_url ?? "";
  if (emitter.type === "TimerInterface") return emitter.cron ?? "";
  return emitter.id;
}

export const names = (page: AccountPage): string[] =>
  page.data.map((account: Account) => account.app?.name_slug ?? account.id);

// @ts-expect-error -- only props of the type "app" have an app
export const wrongProp = (prop: ConfigurableProp): string => prop.app;
// @ts-expect-error -- an integer has no app
export const wrongKind = (prop: ConfigurableProp) => prop.type === "integer" && prop.app;
// @ts-expect-error -- a timer has no URL
export const wrongEmitter = (emitter: Emitter) => emitter.type === "TimerInterface" && emitter.endpoint_url;

// The official SDK 3.x for Node.js.
import { PipedreamClient } from "@pipedream/sdk";
import { run } from "./modern.mjs";

await run(PipedreamClient);

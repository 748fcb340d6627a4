import type { Upload } from "./body.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Files } from "./files.ts";
import type { Payments } from "./payments.ts";
import type { Throttle } from "./throttle.ts";
import type { Updates } from "./updates.ts";
import type { Webhook } from "./webhook.ts";
import type { World } from "./world.ts";

/** What a method of the Bot API works on. */
export interface Context {
  readonly world: World;
  readonly files: Files;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly throttle: Throttle;
  readonly callbacks: Callbacks;
  readonly payments: Payments;
  readonly commands: Map<string, readonly { readonly command: string; readonly description: string }[]>;
}
/** One call, with the parts that came with it. */
export interface Call {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
  /** Ends when the client goes away. */
  readonly signal: AbortSignal;
  readonly onUnknown: (name: string) => void;
}
/** Answers the `result`. @throws ApiError */
export type Method = (call: Call, context: Context) => unknown;

/** Who makes the pictures. Implemented by `adapters/fal`. Every method may throw the two errors below, and no others. */
export interface Provider {
  /** Sends the request exactly once: never retried inside. `tag` comes back with the webhook. */
  submit(request: {
    readonly tag: string;
    readonly endpoint: string;
    readonly input: Readonly<Record<string, unknown>>;
  }): Promise<{ readonly requestId: string }>;
  status(request: ProviderRequest): Promise<ProviderStatus>;
  result(request: ProviderRequest): Promise<ProviderResult>;
  /** Asks that it be stopped; resolves false when it was too late. */
  cancel(request: ProviderRequest): Promise<boolean>;
  /** Fetches a result's bytes: at most `bytesMax`, from the internet or the host that stands in for the provider. */
  download(url: string, bytesMax: number): Promise<Uint8Array>;
  /** Hosts a reference image at the provider for a short time; answers its link there. */
  upload(bytes: Uint8Array, contentType: string): Promise<string>;
}
export interface ProviderRequest {
  readonly endpoint: string;
  readonly requestId: string;
}
export type ProviderStatus =
  | { readonly state: "queued"; readonly ahead: number | null }
  | { readonly state: "running" }
  | { readonly state: "done" };
export interface ProviderResult {
  readonly images: readonly ProviderImage[];
  /** The seed that was used, where the model tells. */
  readonly seed: number | null;
}
export interface ProviderImage {
  readonly url: string;
  readonly contentType: string | null;
  /** The provider's safety checker hid it. */
  readonly flagged: boolean;
}

/** What the provider's "no" is about; `provider`: nothing that was asked, it broke while making it. */
export type RefusedPart = "prompt" | "reference" | "request" | "provider";

/** The provider said no: the same request will be refused again. */
export class ProviderRefused extends Error {
  override readonly name = "ProviderRefused";
  /** The provider's own word, such as `content_policy_violation` or `image_too_small`. */
  readonly code: string;
  /** Whether it is about what was asked (a violation) or how (a size, a broken reference). */
  readonly policy: boolean;
  readonly about: RefusedPart;

  constructor(code: string, policy: boolean, about: RefusedPart) {
    super(`the provider refused: ${code}`);
    this.code = code;
    this.policy = policy;
    this.about = about;
  }
}

/** We got no answer, or one that says nothing about the request: it may work later. */
export class ProviderUnreachable extends Error {
  override readonly name = "ProviderUnreachable";
  readonly code: string;
  /** For a submission: whether the provider may have taken it all the same. `no` only when it surely did not. */
  readonly taken: "no" | "maybe";

  constructor(code: string, taken: "no" | "maybe") {
    super(`the provider did not answer: ${code}`);
    this.code = code;
    this.taken = taken;
  }
}

/** How the provider's webhook tells the core that a request has ended. `tag` is what `submit` was given. */
export interface ProviderListener {
  ended(news: { readonly tag: string; readonly requestId: string }): Promise<void>;
}

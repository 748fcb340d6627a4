import { z } from "zod";
import { ProviderRefused, ProviderUnreachable } from "../../src/core/provider.ts";

/** One kind of call to fal. */
export type Call = "submit" | "status" | "result" | "cancel" | "upload" | "download";

const problem = z.object({ type: z.string(), loc: z.array(z.union([z.string(), z.number()])).catch([]) });
const failure = z.object({
  detail: z
    .union([z.array(problem), z.string()])
    .optional()
    .catch(undefined),
  error_type: z.string().optional().catch(undefined),
});

/**
 * What an answer other than 2xx means, judged by status, type and shape: fal's sentences change, and repeat the prompt.
 *
 * A finished request keeps its answer: an error of the model or of the runner that comes from `result` will be the same
 * tomorrow, so it is a refusal there. The same error from `submit` says nothing about the request.
 *
 * @see https://docs.fal.ai/errors
 */
export function readFailure(
  call: Call,
  endpoint: string,
  answer: { readonly status: number; readonly headers: Headers; readonly body: unknown },
): ProviderRefused | ProviderUnreachable {
  const { status } = answer;
  const body = failure.safeParse(answer.body).data;
  const problems = Array.isArray(body?.detail) ? body.detail : [];
  const infrastructure = body?.error_type ?? answer.headers.get("x-fal-error-type") ?? undefined;
  const first = problems[0];
  const typed = first?.type ?? infrastructure;

  const violation = problems.find(({ type }) => type === POLICY_TYPE);
  if (violation) {
    return new ProviderRefused(POLICY_TYPE, true, about(violation) === "reference" ? "reference" : "prompt");
  }
  if (infrastructure === POLICY_TYPE) return new ProviderRefused(POLICY_TYPE, true, "prompt");
  if (status === 400 && typed === DOWNSTREAM_TYPE && isOpenAiEdit(endpoint)) {
    return new ProviderRefused(DOWNSTREAM_TYPE, true, "prompt");
  }
  if (status === 400 && typed === DOWNSTREAM_TYPE) return new ProviderRefused(DOWNSTREAM_TYPE, false, "provider");
  if (status === 401 || status === 403) return new ProviderUnreachable("unauthorized", "no");
  if (status === 402) return new ProviderUnreachable("payment_required", "no");
  if (status === 404 || status === 410) return new ProviderRefused("not_found", false, "request");
  if (status === 429) return new ProviderUnreachable("rate_limited", "no");
  if (status === 408 || status === 425) return new ProviderUnreachable(`http_${status}`, "no");
  if (status >= 500) {
    const final = call === "result" && typed !== undefined;
    return final
      ? new ProviderRefused(word(typed), false, "provider")
      : new ProviderUnreachable(typed === undefined ? `http_${status}` : word(typed), "maybe");
  }
  if (status >= 400) {
    // The result of a request that still runs is a 400 with a bare sentence.
    if (call === "result" && status === 400 && typed === undefined) {
      return new ProviderUnreachable("not_ready", "maybe");
    }
    return new ProviderRefused(typed === undefined ? `http_${status}` : word(typed), false, about(first));
  }
  return new ProviderUnreachable(status >= 300 ? "redirected" : "malformed", status >= 300 ? "no" : "maybe");
}

/** OpenAI's own filter comes through fal as a fault of the service behind it, on the edit endpoints alone. */
function isOpenAiEdit(endpoint: string): boolean {
  return /(^openai\/|\/gpt-image)/.test(endpoint) && /\/edit(-image)?$/.test(endpoint);
}

function about(given: { readonly type: string; readonly loc: readonly (string | number)[] } | undefined) {
  const fields = given?.loc.filter((part) => typeof part === "string") ?? [];
  if (fields.some((field) => /^(image|mask)(_image)?_urls?$/.test(field))) return "reference";
  if (fields.includes("prompt")) return "prompt";
  return REFERENCE_TYPES.has(given?.type ?? "") ? "reference" : "request";
}

/** A vendor's word is a code only when it looks like one: anything else might be somebody's sentence. */
function word(given: string): string {
  return /^[a-z][a-z0-9_.-]{0,63}$/i.test(given) ? given : "unknown";
}

const POLICY_TYPE = "content_policy_violation";
const DOWNSTREAM_TYPE = "downstream_service_error";
const REFERENCE_TYPES = new Set([
  "image_too_small",
  "image_too_large",
  "image_load_error",
  "file_download_error",
  "file_too_large",
  "face_detection_error",
  "unsupported_image_format",
]);

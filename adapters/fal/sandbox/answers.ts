import type { z } from "zod";

/** An answer of the API, before it is written to a connection. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A problem of the model's own, in the shape of `detail[]`. `input` repeats what was sent, as fal's does. */
export function problem(
  status: number,
  type: string,
  loc: readonly (string | number)[],
  msg: string,
  input?: unknown,
): Answer {
  const detail = [{ loc: ["body", ...loc], msg, type, url: `https://docs.fal.ai/errors/#${type}`, input }];
  return { status, headers: { "x-fal-retryable": String(status >= 500) }, body: { detail } };
}

/** A fault of the queue or a runner. */
export function infrastructure(status: number, type: string, detail: string): Answer {
  return {
    status,
    headers: { "x-fal-error-type": type, "x-fal-retryable": String(status >= 500) },
    body: { detail, error_type: type },
  };
}

export function policyViolation(loc: readonly (string | number)[], input: unknown): Answer {
  return problem(
    422,
    "content_policy_violation",
    loc,
    "The content could not be processed: it was flagged by a content checker.",
    input,
  );
}

/** An input that does not fit, in fal's words for each kind of misfit. */
export function invalidInput(fault: z.ZodError): Answer {
  const detail = fault.issues.map((issue) => {
    const type = misfit(issue);
    const loc = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    return { loc: ["body", ...loc], msg: issue.message, type, url: `https://docs.fal.ai/errors/#${type}` };
  });
  return { status: 422, headers: { "x-fal-retryable": "false" }, body: { detail } };
}

function misfit(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string"
        ? "string_too_short"
        : issue.origin === "array"
          ? "too_short"
          : "greater_than_equal";
    case "too_big":
      return issue.origin === "string" ? "string_too_long" : issue.origin === "array" ? "too_long" : "less_than_equal";
    case "invalid_value":
      return "one_of";
    case "unrecognized_keys":
      return "extra_forbidden";
    case "invalid_type":
      return issue.input === undefined ? "missing" : "type_error";
    default:
      return "value_error";
  }
}

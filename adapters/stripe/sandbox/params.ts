import { z } from "zod";
import { invalid } from "./refusal.ts";

/** How parameters are written in a form. */
export const text = z.string().min(1).max(5000);
export const number = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const metadata = z.union([
  z.literal(""),
  z
    .record(z.string().max(40), z.string().max(500))
    .refine((given) => Object.keys(given).length <= 50, "Metadata can have at most 50 keys"),
]);
export const currency = z.string().regex(/^[a-z]{3}$/);

const moment = z.union([
  number,
  z.strictObject({ gt: number.optional(), gte: number.optional(), lt: number.optional(), lte: number.optional() }),
]);

/** What every list takes. */
export const listing = z.strictObject({
  limit: number.pipe(z.int().min(1).max(100)).default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: moment.optional(),
});
export type Listing = z.infer<typeof listing>;

/** Reads parameters, or says about the first faulty one what Stripe would. */
export function readParams<Shape extends z.ZodType>(shape: Shape, given: unknown): z.infer<Shape> {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [])];
  const param = path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join("");
  if (issue?.code === "unrecognized_keys") {
    throw invalid(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  if (issue?.code === "invalid_type" && issue.message.includes("undefined")) {
    throw invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  throw invalid(`Invalid ${param}: ${issue?.message ?? "it cannot be read"}`, { code: "parameter_invalid", param });
}

export function isWithin(created: number, wanted: Listing["created"]): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === "number") return created === wanted;
  const { gt = -1, gte = 0, lt = Number.MAX_SAFE_INTEGER, lte = Number.MAX_SAFE_INTEGER } = wanted;
  return created > gt && created >= gte && created < lt && created <= lte;
}

/** One page of things that come newest first. */
export function page<Item extends { readonly id: string; readonly created?: number }>(
  items: readonly Item[],
  { limit, starting_after, ending_before, created }: Listing,
  url: string,
) {
  const chosen = items.filter((item) => item.created === undefined || isWithin(item.created, created));
  const indexOf = (id: string) => {
    const index = chosen.findIndex((item) => item.id === id);
    if (index < 0) throw invalid(`No such object: '${id}'`, { code: "resource_missing" });
    return index;
  };
  const from = starting_after === undefined ? 0 : indexOf(starting_after) + 1;
  const to = ending_before === undefined ? chosen.length : indexOf(ending_before);
  const start = ending_before === undefined ? from : Math.max(from, to - limit);
  const data = chosen.slice(start, Math.min(to, start + limit));
  const has_more = ending_before === undefined ? start + data.length < chosen.length : start > 0;
  return { object: "list" as const, data, has_more, url };
}

import type { z } from "zod";
import { readParams } from "../params.ts";

/** One path of the API. */
export interface Endpoint {
  readonly method: string;
  readonly path: RegExp;
  /** Answers one of the API's objects, or a list of them. */
  run(params: unknown, id: string): object;
}

/** `/v1/refunds/:id` takes an id; parameters that the shape does not name are refused, as Stripe refuses them. */
export function endpoint<Shape extends z.ZodType>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  shape: Shape,
  run: (params: z.infer<Shape>, id: string) => object,
): Endpoint {
  return {
    method,
    path: new RegExp(`^${path.replaceAll(".", "\\.").replace(":id", "([\\w-]+)")}$`),
    run: (params, id) => run(readParams(shape, params), id),
  };
}

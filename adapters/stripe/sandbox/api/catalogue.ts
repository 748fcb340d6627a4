import { z } from "zod";
import { type Context, change, merged, newest, newId } from "../context.ts";
import { amountFault } from "../money.ts";
import { currency, flag, listing, metadata, number, page, text } from "../params.ts";
import { invalid, missing } from "../refusal.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

const none = z.strictObject({});
const product = z.strictObject({
  id: text.optional(),
  name: text,
  description: z.string().optional(),
  active: flag.default(true),
  metadata: metadata.optional(),
});
const price = z.strictObject({
  product: text,
  currency,
  unit_amount: number.pipe(z.int().min(0)),
  active: flag.default(true),
  lookup_key: z.string().max(200).optional(),
  transfer_lookup_key: flag.default(false),
  nickname: z.string().optional(),
  metadata: metadata.optional(),
  recurring: z
    .strictObject({
      interval: z.enum(["day", "week", "month", "year"]),
      interval_count: number.pipe(z.int().min(1).max(36)).default(1),
    })
    .optional(),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).default("unspecified"),
});
const customer = z.strictObject({
  email: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
});

/** What is sold, and to whom. */
export function catalogueEndpoints(context: Context): Endpoint[] {
  const { books, time } = context;

  function priceNamed(key: string) {
    return books.prices.all().find((known) => known.lookup_key === key);
  }

  function createPrice(given: z.infer<typeof price>) {
    if (books.products.get(given.product) === undefined) throw missing("product", given.product);
    const fault = given.unit_amount === 0 ? null : amountFault(given.unit_amount, given.currency);
    if (fault?.includes("digit")) throw invalid(fault, { param: "unit_amount" });
    if (given.lookup_key !== undefined) freeKey(given.lookup_key, given.transfer_lookup_key);
    const made = books.prices.add({
      id: newId(context, "price"),
      object: "price",
      active: given.active,
      billing_scheme: "per_unit",
      created: time.now(),
      currency: given.currency,
      livemode: false,
      lookup_key: given.lookup_key ?? null,
      metadata: merged({}, given.metadata),
      nickname: given.nickname ?? null,
      product: given.product,
      recurring: given.recurring === undefined ? null : { ...given.recurring, meter: null, usage_type: "licensed" },
      tax_behavior: given.tax_behavior,
      tiers_mode: null,
      type: given.recurring === undefined ? "one_time" : "recurring",
      unit_amount: given.unit_amount,
      unit_amount_decimal: String(given.unit_amount),
    });
    context.emit("price.created", made);
    return made;
  }

  function freeKey(key: string, isTransferred: boolean): void {
    const holder = priceNamed(key);
    if (holder === undefined) return;
    if (!isTransferred) {
      throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: "lookup_key" });
    }
    change(context, holder, { lookup_key: null }, "price.updated");
  }

  return [
    endpoint("POST", "/v1/products", product, (given) => {
      if (given.id !== undefined && books.products.get(given.id) !== undefined) {
        throw invalid("Product already exists.", { code: "resource_already_exists", param: "id" });
      }
      const made = books.products.add({
        id: given.id ?? newId(context, "prod"),
        object: "product",
        active: given.active,
        created: time.now(),
        description: given.description ?? null,
        images: [],
        livemode: false,
        metadata: merged({}, given.metadata),
        name: given.name,
        type: "service",
        updated: time.now(),
        url: null,
      });
      context.emit("product.created", made);
      return made;
    }),
    endpoint(
      "GET",
      "/v1/products",
      listing.extend({ active: flag.optional(), ids: z.array(text).optional() }),
      (given) =>
        page(
          newest(books.products).filter(
            ({ id, active }) => (given.active ?? active) === active && (given.ids?.includes(id) ?? true),
          ),
          given,
          "/v1/products",
        ),
    ),
    endpoint("GET", "/v1/products/:id", none, (_, id) => books.products.get(id) ?? gone("product", id)),
    endpoint(
      "POST",
      "/v1/products/:id",
      product.omit({ id: true, active: true }).partial().extend({ active: flag.optional() }),
      (given, id) => {
        const known = books.products.get(id) ?? gone("product", id);
        const { name = known.name, description = known.description, active = known.active } = given;
        const fields = {
          name,
          description,
          active,
          metadata: merged(known.metadata, given.metadata),
          updated: time.now(),
        };
        change(context, known, fields, "product.updated");
        return known;
      },
    ),

    endpoint("POST", "/v1/prices", price, createPrice),
    endpoint(
      "GET",
      "/v1/prices",
      listing.extend({
        active: flag.optional(),
        lookup_keys: z.array(text).max(10).optional(),
        product: text.optional(),
        type: z.enum(["one_time", "recurring"]).optional(),
        currency: currency.optional(),
      }),
      (given) =>
        page(
          newest(books.prices).filter(
            (known) =>
              (given.active ?? known.active) === known.active &&
              (given.product ?? known.product) === known.product &&
              (given.type ?? known.type) === known.type &&
              (given.currency ?? known.currency) === known.currency &&
              (given.lookup_keys?.includes(known.lookup_key ?? "") ?? true),
          ),
          given,
          "/v1/prices",
        ),
    ),
    endpoint("GET", "/v1/prices/:id", none, (_, id) => books.prices.get(id) ?? gone("price", id)),
    endpoint(
      "POST",
      "/v1/prices/:id",
      price
        .pick({ metadata: true, nickname: true, lookup_key: true, transfer_lookup_key: true })
        .extend({ active: flag.optional() }),
      (given, id) => {
        const known = books.prices.get(id) ?? gone("price", id);
        if (given.lookup_key !== undefined && given.lookup_key !== "" && given.lookup_key !== known.lookup_key) {
          freeKey(given.lookup_key, given.transfer_lookup_key);
        }
        const key =
          given.lookup_key === undefined ? known.lookup_key : given.lookup_key === "" ? null : given.lookup_key;
        const { active = known.active, nickname = known.nickname } = given;
        const fields = { active, nickname, lookup_key: key, metadata: merged(known.metadata, given.metadata) };
        change(context, known, fields, "price.updated");
        return known;
      },
    ),

    endpoint("POST", "/v1/customers", customer, (given) => {
      const made = books.customers.add({
        id: newId(context, "cus"),
        object: "customer",
        balance: 0,
        created: time.now(),
        currency: null,
        delinquent: false,
        description: given.description ?? null,
        email: given.email ?? null,
        livemode: false,
        metadata: merged({}, given.metadata),
        name: given.name ?? null,
      });
      context.emit("customer.created", made);
      return made;
    }),
    endpoint("GET", "/v1/customers/search", z.strictObject({ query: text, limit: number.optional() }), ({ query }) => {
      const [, key = "", value = ""] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
      if (key === "") throw invalid("The sandbox understands metadata['key']:'value' alone.", { param: "query" });
      const data = newest(books.customers).filter((known) => known.metadata[key] === value);
      return { object: "search_result", data, has_more: false, next_page: null, url: "/v1/customers/search" };
    }),
    endpoint("GET", "/v1/customers/:id", none, (_, id) => books.customers.get(id) ?? gone("customer", id)),
    endpoint("POST", "/v1/customers/:id", customer, (given, id) => {
      const known = books.customers.get(id) ?? gone("customer", id);
      const { email = known.email, name = known.name, description = known.description } = given;
      const fields = { email, name, description, metadata: merged(known.metadata, given.metadata) };
      change(context, known, fields, "customer.updated");
      return known;
    }),
  ];
}

/** `find() ?? gone(…)` reads as what it does. */
export function gone(what: string, id: string): never {
  throw missing(what, id);
}

import { z } from "zod";
import { type Context, merged, newest, newId } from "../context.ts";
import { flag, listing, metadata, page, text } from "../params.ts";
import { missing } from "../refusal.ts";
import { gone } from "./catalogue.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

const feature = z.looseObject({ enabled: flag, mode: z.enum(["at_period_end", "immediately"]).optional() });
const features = z.strictObject({
  customer_update: feature.optional(),
  invoice_history: feature.optional(),
  payment_method_update: feature.optional(),
  subscription_cancel: feature.optional(),
  subscription_update: feature.optional(),
});
const OFF = { enabled: false };
const NO_FEATURES = {
  ...{ customer_update: OFF, invoice_history: OFF, payment_method_update: OFF },
  ...{ subscription_cancel: OFF, subscription_update: OFF },
};
const configuration = z.strictObject({
  features,
  default_return_url: z.string().optional(),
  metadata: metadata.optional(),
  name: z.string().optional(),
  business_profile: z.looseObject({}).optional(),
});

/** The page where customers look after what they have. */
export function portalEndpoints(context: Context): Endpoint[] {
  const { books, time } = context;

  return [
    endpoint("POST", "/v1/billing_portal/configurations", configuration, (given) =>
      books.configurations.add({
        id: newId(context, "bpc"),
        object: "billing_portal.configuration",
        active: true,
        created: time.now(),
        default_return_url: given.default_return_url ?? null,
        features: { ...NO_FEATURES, ...given.features },
        is_default: false,
        livemode: false,
        metadata: merged({}, given.metadata),
        updated: time.now(),
      }),
    ),
    endpoint("GET", "/v1/billing_portal/configurations", listing.extend({ active: flag.optional() }), (given) =>
      page(
        newest(books.configurations).filter(({ active }) => (given.active ?? active) === active),
        given,
        "/v1/billing_portal/configurations",
      ),
    ),
    endpoint("POST", "/v1/billing_portal/configurations/:id", configuration.partial(), (given, id) => {
      const known = books.configurations.get(id) ?? gone("configuration", id);
      known.features = { ...known.features, ...given.features };
      known.metadata = merged(known.metadata, given.metadata);
      known.updated = time.now();
      return known;
    }),
    endpoint(
      "POST",
      "/v1/billing_portal/sessions",
      z.strictObject({ customer: text, return_url: text.optional(), configuration: text.optional() }),
      (given) => {
        if (books.customers.get(given.customer) === undefined) throw missing("customer", given.customer);
        if (given.configuration !== undefined && books.configurations.get(given.configuration) === undefined) {
          throw missing("configuration", given.configuration);
        }
        return books.portals.add({
          id: newId(context, "bps"),
          object: "billing_portal.session",
          configuration: given.configuration ?? "bpc_default",
          created: time.now(),
          customer: given.customer,
          livemode: false,
          return_url: given.return_url ?? null,
          url: "",
        });
      },
    ),
  ];
}

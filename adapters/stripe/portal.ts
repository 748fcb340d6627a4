import type Stripe from "stripe";

/** Marks the portal's configuration that belongs to us: see `syncStripe`, which makes it. */
export const PORTAL_MARK = "portal";

/** Finds our configuration of the portal; null when it was never made, and then the account's own default holds. */
export async function findPortalConfiguration(stripe: Stripe): Promise<Stripe.BillingPortal.Configuration | null> {
  for await (const configuration of stripe.billingPortal.configurations.list({ active: true, limit: 100 })) {
    if (configuration.metadata?.easel === PORTAL_MARK) return configuration;
  }
  return null;
}

/**
 * Opens the page where a customer sees invoices, changes the card, cancels and resumes.
 * @see https://docs.stripe.com/customer-management
 */
export function createPortal({ stripe, returnUrl }: { readonly stripe: Stripe; readonly returnUrl: string }) {
  let configuration: string | null = null;
  return async (customer: string): Promise<{ readonly url: string }> => {
    configuration ??= (await findPortalConfiguration(stripe))?.id ?? null;
    const session = await stripe.billingPortal.sessions.create({
      customer,
      return_url: returnUrl,
      ...(configuration === null ? {} : { configuration }),
    });
    return { url: session.url };
  };
}

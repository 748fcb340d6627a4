import { parseArgs } from "node:util";
import { eventTypes } from "../adapters/stripe/events.ts";
import { readFault } from "../adapters/stripe/faults.ts";
import { type SyncStep, syncStripe } from "../adapters/stripe/sync.ts";
import { ConfigError, readConfig } from "./config.ts";
import { OffersError } from "./core/catalogue/offers.ts";
import { readOffersFile } from "./offers-file.ts";

const USAGE = "Usage: npm run -s stripe:sync -- [--check]";
const HELP = `${USAGE}

Makes Stripe sell what Easel offers: products, a price for each offer and currency, and a customer portal. Prices are never
changed: another amount becomes a new price, and subscribers keep theirs. Safe to repeat. Reads STRIPE_SECRET_KEY,
STRIPE_API_URL and OFFERS_FILE.

  --check  changes nothing; exit code 1 when something is missing or different
  --help   prints this
`;

/** Exit code 2: the command line or the settings were wrong, and trying again as it is will not help. */
function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

function isCheckOnly(): boolean {
  let values: { check?: boolean | undefined; help?: boolean | undefined };
  try {
    ({ values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } } }));
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split(". ") : [];
    return refuse(`${reason}\n${USAGE}`);
  }
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  return values.check ?? false;
}

async function main(): Promise<void> {
  const checkOnly = isCheckOnly();
  const { stripe, offersFile } = readConfig(process.env);
  if (stripe === null)
    refuse("STRIPE_SECRET_KEY is unset: without it Easel's sandbox takes payments, and needs no sync");
  const offers = await readOffersFile(offersFile);
  const counts = new Map<SyncStep["did"], number>();
  for await (const { did, what, name, details } of syncStripe({ ...stripe, offers, checkOnly })) {
    process.stdout.write(`${did.padEnd(8)} ${what.padEnd(7)} ${name}: ${details}\n`);
    counts.set(did, (counts.get(did) ?? 0) + 1);
  }
  const amiss = (counts.get("missing") ?? 0) + (counts.get("wrong") ?? 0);
  const summary = [...counts].map(([did, count]) => `${count} ${did}`).join(", ");
  const hint = checkOnly && amiss > 0 ? " Without --check, what is missing is created." : "";
  process.stdout.write(`\n${summary}.${hint}\n`);
  process.stdout.write(`\nThe webhook endpoint at /stripe needs these events:\n  ${eventTypes.join("\n  ")}\n`);
  if (amiss > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError || error instanceof OffersError) refuse(error.message);
  // Only Stripe can have failed here; its own message would repeat what was sent.
  process.stderr.write(`Stripe could not be brought up to date: ${readFault(error).code}\n`);
  process.exit(1);
}

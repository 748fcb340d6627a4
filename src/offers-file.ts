import { readFile } from "node:fs/promises";
import { defaultOffers, type Offers, OffersError, parseOffers } from "./core/catalogue/offers.ts";

/**
 * The packs and plans of a file, or the built-in ones.
 * @throws OffersError that names every faulty line at once
 */
export async function readOffersFile(path: string | null): Promise<Offers> {
  if (path === null) return defaultOffers;
  const json = await readFile(path, "utf8").catch(() => {
    throw new OffersError(["OFFERS_FILE names a file that cannot be read"]);
  });
  return parseOffers(json);
}

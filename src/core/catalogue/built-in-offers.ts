/**
 * What is sold when no file says otherwise; such a file has the same shape (OFFERS_FILE). A credit is worth one US cent at
 * the providers' list prices, so every price lies above that. Amounts are in the currency's smallest unit; xtr are Telegram Stars, of
 * which Telegram pays out about 1.3 US cents each.
 */
export const builtInOffers = {
  currencies: ["usd", "eur", "gbp", "jpy"],
  packs: [
    { id: "small", name: "Small pack", credits: 500, prices: { usd: 899, eur: 899, gbp: 799, jpy: 1_400, xtr: 690 } },
    {
      id: "medium",
      name: "Medium pack",
      credits: 1_200,
      prices: { usd: 1_999, eur: 1_999, gbp: 1_799, jpy: 3_200, xtr: 1_540 },
    },
    {
      id: "large",
      name: "Large pack",
      credits: 3_000,
      prices: { usd: 4_499, eur: 4_499, gbp: 3_999, jpy: 7_000, xtr: 3_460 },
    },
  ],
  free: { history_days: 90 },
  plans: {
    starter: {
      name: "Starter",
      credits: 500,
      history_days: 180,
      limits: { inWorksMax: 10, atOnce: 3, weight: 2, commandsPerMinute: 30 },
      prices: {
        month: { usd: 699, eur: 699, gbp: 599, jpy: 1_100 },
        year: { usd: 6_990, eur: 6_990, gbp: 5_990, jpy: 11_000 },
      },
    },
    creator: {
      name: "Creator",
      credits: 1_500,
      history_days: 365,
      limits: { inWorksMax: 20, atOnce: 5, weight: 3, commandsPerMinute: 40 },
      prices: {
        month: { usd: 1_999, eur: 1_999, gbp: 1_799, jpy: 3_100 },
        year: { usd: 19_990, eur: 19_990, gbp: 17_990, jpy: 31_000 },
      },
    },
    studio: {
      name: "Studio",
      credits: 4_600,
      history_days: null,
      limits: { inWorksMax: 50, atOnce: 10, weight: 5, commandsPerMinute: 60 },
      prices: {
        month: { usd: 5_999, eur: 5_999, gbp: 5_199, jpy: 9_300 },
        year: { usd: 59_990, eur: 59_990, gbp: 51_990, jpy: 93_000 },
      },
    },
  },
};

import type { Messages } from "../../src/core/messages.ts";
import type { Samples } from "./messages.ts";

const at = new Date("2026-11-24T06:12:00Z");
const later = new Date("2027-01-31T23:59:00Z");
const amounts: readonly [number][] = [[0], [1], [25]];
const order = "E-ABCD-EFGH";
const lines = "1K: 4 → 5";

export const moneySamples: Samples<
  Pick<Messages, "pricing" | "balance" | "billing" | "billingDesk" | "prices" | "planNews">
> = {
  planNews: {
    renewsSoon: [["Creator", at, "$199.90"]],
    renewed: [
      ["Creator", "$19.99", 1, at, order],
      ["Creator", "$19.99", 1_500, at, order],
    ],
    withdrawn: [["Seedream 4.5", at]],
    keptWith: [
      ["Starter", 1],
      ["Starter", 180],
      ["Studio", null],
    ],
    ...{ keptWithout: [[1], [90], [null]], keptUntil: [[1], [90], [null]] },
    history: [
      [1, at],
      [90, at],
    ],
  },
  pricing: {
    price: [
      ["4–9", "high"],
      ["7", null],
    ],
    range: [
      [4, 9],
      [7, 7],
    ],
    upscaling: [[2, "SeedVR2"]],
    upscale: [[2048, 5]],
  },
  balance: {
    ...{ title: amounts, held: amounts, onHold: amounts, released: amounts },
    lot: [
      [1, "promotional", later],
      [25, "subscription", later],
      [25, "bought", null],
    ],
    movement: [[at, "−", 25, "Xyz"]],
    granted: [["welcome"], ["easel"], ["Xyz"]],
    reclaimed: [["welcome-again"], ["easel"], ["refund"]],
  },
  billing: {
    arrived: [
      [1, at, order],
      [500, at, order],
    ],
    returned: [
      ["$8.99", order, 0],
      ["$8.99", order, 1],
      ["$8.99", order, 25],
    ],
    undone: [
      ["$8.99", order, 0],
      ["$8.99", order, 1],
      ["$8.99", order, 25],
    ],
    ...{ adminBeingSent: [[order, "$8.99"]], adminWithProvider: [[order, "$8.99"]] },
    declined: [[order, "All of it was spent."]],
    notPaid: [["$8.99", order]],
    paymentFailed: [
      ["$19.99", null],
      ["$19.99", at],
    ],
    cancelled: [["Creator", at]],
    ended: [["Creator"]],
    packLine: [
      ["Small pack", 500, 365, "$8.99"],
      ["Small pack", 1, 30, "$8.99"],
    ],
    planLine: [
      ["Creator", 1500, "$19.99", "month"],
      ["Creator", 1500, "$19.99", "year"],
    ],
    packButton: [[500, "$8.99"]],
    planButton: [
      ["Creator", "$19.99", "month"],
      ["Creator", "$19.99", "year"],
    ],
    showIn: [["eur"]],
    link: [["Small pack", "$8.99", order, at]],
    ...{ pay: [["$8.99"]], underWay: [[order]], paidAlready: [[order]], subscriptionTitle: [["Creator"]] },
    what: {
      pack: [["Small pack", 500]],
      plan: [
        ["Creator", 1500, "month"],
        ["Creator", 1500, "year"],
      ],
    },
    planValue: [
      [1500, "$19.99", "month"],
      [1, "$19.99", "year"],
    ],
    renewal: [[at, "$19.99"]],
    endsOn: [[at]],
    left: amounts,
    changeTo: [["Starter", at]],
    invoiceLine: [[at, "$19.99", "Xyz"]],
    cancelAsk: [["Creator", at]],
    changeButtonTo: [
      ["Studio", "$59.99", "month"],
      ["Studio", "$59.99", "year"],
    ],
    ...{ changeKeep: [["Creator"]], changeAskKeep: [["Creator"]], changedNow: [["Studio"]] },
    changeAskNow: [["Creator", 1500, "$19.99", "Starter"]],
    changeAskLater: [["Starter", 500, "$6.99", at]],
    changedLater: [["Starter", at]],
    changeTakenBack: [["Creator"]],
    orderLine: [[order, "Small pack", "$8.99", at]],
    ...{ orderButton: [[order]], refundTitle: [[order]], refundRequested: [[order]], refundRepeated: [[order]] },
    refundPreview: [
      ["$8.99", 0],
      ["$8.99", 1],
      ["$8.99", 25],
    ],
    paysupport: [["a@b.example"]],
    adminRequestLine: [[order, "$8.99", 7, 500, at, "I clicked twice"]],
    adminFailed: [["charge_disputed"]],
    adminPartLabel: [["usd"]],
    amountAllowed: [["$8.99"]],
  },
  billingDesk: {
    reviewText: [
      [order, ["it was paid twice"]],
      [order, ["it was paid twice", "the account is gone"]],
    ],
    requestText: [[order]],
    paymentReturned: [["pi_2", at]],
    ...{ ungranted: [[3]], disagreeing: [[3]], orderless: [[3]], unlooked: [[3]] },
    listText: [
      [1, true],
      [3, true],
      [5, false],
    ],
    look: [[order]],
    reasonLine: [["it was paid twice", at]],
    unspent: [
      [0, 500],
      [1, 1],
    ],
    releaseAsk: [
      [1, order],
      [500, order],
    ],
    releaseYearAsk: [
      [1, order],
      [18_000, order],
    ],
    ...{ released: [[order]], stillHeld: [[order, "the account was closed"]], closeAsk: [[order]], closed: [[order]] },
  },
  prices: {
    inCredits: [[0.5], [1], [25]],
    line: [["Xyz", "4", "5"]],
    packName: [["Small pack"]],
    planName: [
      ["Creator", "month"],
      ["Creator", "year"],
    ],
    notice: [["Seedream 4.5", lines, at]],
    noticePlan: [["Creator", lines, at]],
    announced: [["Seedream 4.5", lines, at]],
    announcedForOthers: [["Seedream 4.5", lines, at, later]],
    announcedUntold: [["Seedream 4.5", lines, at]],
    changed: [["$8.99", "$9.99"]],
    payByCard: [["eur"]],
    starsWhat: [
      [1, 365],
      [500, 30],
    ],
    adminSubjects: [[["seedream", "z-image"]]],
    adminPending: [["Seedream 4.5", lines, at, "discord:123", "It costs more"]],
    adminCancel: [["Seedream 4.5"]],
    adminAnnounced: [["Seedream 4.5", at]],
    adminCancelled: [["Seedream 4.5"]],
    amountAllowed: [[["1K", "2K"], "1K=4"]],
  },
};

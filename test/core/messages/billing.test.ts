import { describe, expect, test } from "vitest";
import { billing } from "../../../src/core/messages/billing.ts";

const at = new Date("2026-11-24T06:12:00Z");
const number = "E-ABCD-EFGH";
const intervals = ["month", "year"] as const;
const said: readonly string[] = [
  ...[1, 500].flatMap((amount) => [
    billing.arrived(amount, at, number),
    billing.packLine("Small pack", amount, 365, "$8.99"),
    billing.packLine("Small pack", amount, 30, "$8.99"),
    billing.packButton(amount, "$8.99"),
    billing.what.pack("Small pack", amount),
    billing.changeAskNow("Creator", amount, "$19.99", "Starter"),
    billing.changeAskLater("Starter", amount, "$6.99", at),
    billing.adminRequestLine(number, "$8.99", amount, amount, at, "I clicked twice"),
    ...intervals.flatMap((interval) => [
      billing.planLine("Creator", amount, "$19.99", interval),
      billing.planValue(amount, "$19.99", interval),
      billing.what.plan("Creator", amount, interval),
    ]),
  ]),
  ...[0, 1, 500].flatMap((amount) => [
    billing.returned("$8.99", number, amount),
    billing.refundPreview("$8.99", amount),
    billing.left(amount),
  ]),
  ...intervals.flatMap((interval) => [
    billing.planButton("Creator", "$19.99", interval),
    billing.changeButtonTo("Creator", "$19.99", interval),
  ]),
  billing.declined(number, "All of it was spent."),
  ...[null, at].map((next) => billing.paymentFailed("$19.99", next)),
  billing.cancelled("Creator", at),
  billing.ended("Creator"),
  billing.showIn("eur"),
  billing.link("Small pack: 500 credits", "$8.99", number, at),
  billing.pay("$8.99"),
  billing.underWay(number),
  billing.paidAlready(number),
  billing.subscriptionTitle("Creator"),
  billing.renewal(at, "$19.99"),
  billing.endsOn(at),
  billing.changeTo("Starter", at),
  billing.invoiceLine(at, "$19.99", "paid"),
  billing.cancelAsk("Creator", at),
  billing.changeAskKeep("Creator"),
  billing.changeKeep("Creator"),
  billing.changedNow("Studio"),
  billing.changedLater("Starter", at),
  billing.changeTakenBack("Creator"),
  billing.orderLine(number, "Small pack: 500 credits", "$8.99", at),
  billing.orderButton(number),
  billing.refundTitle(number),
  billing.refundRequested(number),
  billing.refundRepeated(number),
  billing.paysupport("support@easel.example"),
  billing.adminFailed("charge_disputed"),
  billing.adminPartLabel("usd"),
  billing.amountAllowed("$8.99"),
];

describe("every sentence about money", () => {
  test.each(said)("%s", (text) => {
    expect(text).not.toMatch(/ {2}|^\s|\s$/u);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
    expect(text, "one kind of apostrophe").not.toMatch(/\w'\w/u);
    expect(text, "one kind of quotation mark").not.toMatch(/"/u);
    expect(text, "numbers agree with their nouns").not.toMatch(/\b1 credits\b/u);
    expect(text, "fits below a title in the smallest chat").toMatch(/^.{1,700}$/su);
  });

  test("reads well for one credit and for many", () => {
    expect(billing.arrived(1, at, number)).toContain("1 credit from order E-ABCD-EFGH is yours");
    expect(billing.arrived(5, at, number)).toContain("5 credits from order E-ABCD-EFGH are yours");
    expect(billing.returned("$1.00", number, 1)).toContain("1 credit that you had not spent is gone");
    expect(billing.returned("$1.00", number, 0)).toContain("your balance stays as it is");
  });
});

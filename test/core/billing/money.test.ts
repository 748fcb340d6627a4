import { expect, test } from "vitest";
import { readMoney, shownMoney } from "../../../src/core/billing/money.ts";
import { orderNumber, readOrderNumber } from "../../../src/core/billing/order.ts";

test.for([
  [899, "usd", "$8.99"],
  [5, "eur", "€0.05"],
  [1_234_567, "gbp", "£12,345.67"],
  [1_400, "jpy", "¥1,400"],
  [1, "xtr", "1 Star"],
  [250, "xtr", "250 Stars"],
] as const)("%i of %s is shown as %s", ([amount, currency, shown]) => {
  expect(shownMoney({ amount, currency })).toBe(shown);
});

test.for([
  ["4.99", "usd", 499],
  ["4,9", "eur", 490],
  ["5", "usd", 500],
  ["8,99", "usd", 899],
  ["8.99", "usd", 899],
  ["899", "usd", 89_900],
  ["8,99 €", "eur", null],
  ["1.234,56", "eur", null],
  ["1,234.56", "usd", null],
  ["1.234", "eur", null],
  ["1500", "jpy", 1_500],
  ["1500.5", "jpy", null],
  ["4.999", "usd", null],
  ["-3", "usd", null],
  ["", "usd", null],
  ["1e3", "usd", null],
  ["a lot", "usd", null],
] as const)("“%s” read as an amount of %s is %s", ([text, currency, amount]) => {
  expect(readMoney(text, currency)?.amount ?? null).toBe(amount);
});

test("an order's number leads back to the beginning of its id, however it is typed", () => {
  const number = orderNumber("abcdefgh234567abcdef");
  expect(number).toBe("E-ABCD-EFGH");
  for (const typed of [number, "e-abcd-efgh", " E ABCDEFGH".replace(" E ", "e"), "abcdefgh"]) {
    expect(readOrderNumber(typed)).toBe("abcdefgh");
  }
  for (const typed of ["", "E-ABC", "E-ABCD-EFG!", "E-ABCD-EFGH-IJKL", "E-0189-EFGH"]) {
    expect(readOrderNumber(typed)).toBeNull();
  }
});

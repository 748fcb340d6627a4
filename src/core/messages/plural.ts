export type Forms = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

/**
 * A number with the word that goes with it, as a language counts: `pluralIn("ru")(3, {one: "кредит", few: "кредита", other:
 * "кредитов"})` is "3 кредита".
 */
export function pluralIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  // Without grouping, as numbers are typed back.
  const numbers = new Intl.NumberFormat(language, { useGrouping: false });
  return (count, forms) => `${numbers.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
}

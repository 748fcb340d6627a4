/** Texts below each other, each a paragraph of its own; what there is not is left out. */
export function paragraphs(...some: readonly (string | null)[]): string {
  return some.filter((one) => one !== null).join("\n\n");
}

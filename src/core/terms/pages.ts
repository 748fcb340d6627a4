/** Below what any chat shows of one message, with its heading and footer. */
export const PAGE_LENGTH_MAX = 1_600;

/** A text in pages: paragraphs stay whole, but for those that are longer than a page, which end after a sentence or a word. */
export function pagesOf(text: string, lengthMax: number = PAGE_LENGTH_MAX): readonly string[] {
  const pages: string[] = [];
  for (const paragraph of text.split(/\n{2,}/u)) {
    for (const part of partsOf(paragraph.trim(), lengthMax)) {
      const page = pages.at(-1);
      const longer = page === undefined ? part : `${page}\n\n${part}`;
      if (page === undefined || longer.length > lengthMax) pages.push(part);
      else pages[pages.length - 1] = longer;
    }
  }
  return pages;
}

function partsOf(paragraph: string, lengthMax: number): string[] {
  const parts: string[] = [];
  let rest = paragraph;
  while (rest.length > lengthMax) {
    const here = rest.slice(0, lengthMax + 1);
    const end = Math.max(here.lastIndexOf(". ") + 1, 0) || here.lastIndexOf(" ");
    const cut = end > 0 ? end : lengthMax;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** A look by name. Its words go to the model behind the person's own, which stay what is shown and stored as the prompt. */
export interface Style {
  readonly id: string;
  /** In English, as commands are; other languages have their own for it. */
  readonly name: string;
  /** Other spellings of the id. */
  readonly aliases: readonly string[];
  /** What is added to what the provider is sent. */
  readonly words: string;
}

/** The presets on offer. A stored picture may name one that is no longer here, which then adds nothing. */
export const styles: readonly Style[] = [
  {
    id: "photo",
    name: "Photograph",
    aliases: ["photograph", "photographic", "realistic"],
    words: "a natural photograph, 50 mm lens, soft daylight, true colours, fine detail",
  },
  {
    id: "cinematic",
    name: "Film still",
    aliases: ["film", "movie"],
    words: "a still from a film, wide lens, dramatic light and deep shadows, subtle colour grading",
  },
  {
    id: "noir",
    name: "Film noir",
    aliases: ["filmnoir", "blackandwhite", "bw"],
    words: "film noir, black and white, hard light through blinds, long shadows, fine grain",
  },
  {
    id: "analog",
    name: "Analogue photo",
    aliases: ["analogue", "polaroid", "vintage"],
    words: "an analogue photograph of the 1970s, faded warm colours, film grain, slight light leaks",
  },
  {
    id: "watercolour",
    name: "Watercolour",
    aliases: ["watercolor", "aquarelle"],
    words: "a loose watercolour on rough paper, transparent washes, soft edges, white space",
  },
  {
    id: "oil",
    name: "Oil painting",
    aliases: ["oilpainting", "painting"],
    words: "an oil painting, visible brushwork, rich layered colours, warm studio light",
  },
  {
    id: "ink",
    name: "Ink drawing",
    aliases: ["sketch", "drawing", "pen"],
    words: "a black ink drawing, confident lines, cross-hatching, plain paper",
  },
  {
    id: "woodblock",
    name: "Woodblock print",
    aliases: ["ukiyoe", "woodcut"],
    words: "a Japanese woodblock print, flat colours, bold outlines, visible wood grain",
  },
  {
    id: "poster",
    name: "Travel poster",
    aliases: ["travel", "retro"],
    words: "a mid-century travel poster, simple shapes, limited palette, generous empty space",
  },
  {
    id: "comic",
    name: "Comic book",
    aliases: ["comics", "graphicnovel"],
    words: "a comic book panel, clean ink outlines, flat colours, halftone shading",
  },
  {
    id: "anime",
    name: "Anime",
    aliases: ["manga"],
    words: "hand-painted anime, clear line art, luminous colours, detailed background",
  },
  {
    id: "pixel",
    name: "Pixel art",
    aliases: ["pixelart", "8bit", "16bit"],
    words: "pixel art, 16-bit game graphics, limited palette, crisp square pixels",
  },
  {
    id: "clay",
    name: "Clay model",
    aliases: ["claymation", "plasticine"],
    words: "a stop-motion scene of modelling clay, fingerprints in the clay, soft studio light, shallow depth of field",
  },
  {
    id: "isometric",
    name: "Isometric model",
    aliases: ["iso", "diorama"],
    words: "an isometric miniature diorama, clean geometry, soft shadows, pastel colours, plain background",
  },
];

export function styleOf(id: string | null): Style | null {
  return styles.find((style) => style.id === id) ?? null;
}

/** What the provider is sent: the person's words, and behind them those of the style. */
export function styled(prompt: string, style: string | null): string {
  const words = styleOf(style)?.words;
  return words === undefined ? prompt : `${prompt}\nStyle: ${words}`;
}

import { credits } from "./wording.ts";

interface Takes {
  readonly ratios: number;
  readonly widest: string;
  readonly resolutions: string;
  readonly images: number;
  readonly references: number;
}

/** The models on offer, and what each is good at. */
export const models = {
  title: "Models",
  text: "The rules of a model’s maker hold for its pictures too. Name one with --model, for example: /imagine a lighthouse in a storm --model seedream",
  name: (name: string, maker: string, id: string) => `${name} by ${maker} (--model ${id})`,
  /** By the model's id: one line, what one would choose it for. */
  strengths: {
    "z-image": "Fast and cheap: sketches, variations, first tries of an idea.",
    "nano-banana":
      "Follows long instructions, edits photos and keeps faces and things the same across up to 14 references.",
    "gpt-image": "Understands complex scenes and writes text in pictures: posters, diagrams, interfaces.",
    seedream: "Large, detailed pictures at one price: portraits, products, landscapes up to 4096 pixels.",
  },
  takes: ({ ratios, widest, resolutions, images, references }: Takes) =>
    `Takes ${ratios} ratios (${widest}), ${resolutions}, up to ${images} pictures at a time and ${
      references === 1 ? "1 reference image" : `${references} reference images`
    }.`,
  qualities: (names: readonly string[]) => `Qualities: ${names.join(", ")}.`,
  from: (least: number) => `From ${credits(least)} a picture.`,
  isFirst: "Paints when you name no model.",
  isOff: "Switched off at the moment.",
  policy: (maker: string) => `${maker}’s rules`,
};

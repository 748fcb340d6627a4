import { cancel, details, originals, remove } from "./about.ts";
import { reroll, upscale, vary, which } from "./again.ts";
import { again, edit } from "./prompt.ts";
import { from, reference } from "./reference.ts";
import { report, reported } from "./report.ts";

/** What can be done with a picture, wherever it is shown. */
export const pictureButtons = {
  cancel,
  reroll,
  vary,
  upscale,
  which,
  edit,
  again,
  reference,
  from,
  details,
  originals,
  report,
  reported,
  delete: remove,
};

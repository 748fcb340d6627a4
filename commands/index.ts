import type { Command } from "../src/core/chat/command.ts";
import { balance } from "./balance.ts";
import { cancel } from "./cancel.ts";
import { edit } from "./edit.ts";
import { helpFor } from "./help.ts";
import { history } from "./history.ts";
import { imagine } from "./imagine.ts";
import { models } from "./models.ts";
import { pricing } from "./pricing.ts";
import { settings } from "./settings.ts";
import { start } from "./start.ts";
import { styles } from "./styles.ts";
import { terms } from "./terms.ts";

/** All commands, in the order in which `/help` and the platforms list them. */
export const commands: readonly Command[] = [
  imagine,
  edit,
  cancel,
  history,
  settings,
  balance,
  models,
  styles,
  pricing,
  start,
  terms,
  helpFor(() => commands),
];

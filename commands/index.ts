import type { Command } from "../src/core/chat/command.ts";
import { account } from "./account.ts";
import { admin } from "./admin.ts";
import { appeal } from "./appeal.ts";
import { balance } from "./balance.ts";
import { buy } from "./buy.ts";
import { cancel } from "./cancel.ts";
import { edit } from "./edit.ts";
import { helpFor } from "./help.ts";
import { history } from "./history.ts";
import { imagine } from "./imagine.ts";
import { link } from "./link.ts";
import { models } from "./models.ts";
import { paysupport } from "./paysupport.ts";
import { pricing } from "./pricing.ts";
import { privacy } from "./privacy.ts";
import { refund } from "./refund.ts";
import { report } from "./report.ts";
import { server } from "./server.ts";
import { settings } from "./settings.ts";
import { start } from "./start.ts";
import { styles } from "./styles.ts";
import { subscription } from "./subscription.ts";
import { support } from "./support.ts";
import { terms } from "./terms.ts";
import { unlink } from "./unlink.ts";

/** All commands, in the order in which `/help` and the platforms list them. */
export const commands: readonly Command[] = [
  imagine,
  edit,
  cancel,
  history,
  settings,
  server,
  balance,
  buy,
  subscription,
  refund,
  report,
  models,
  styles,
  pricing,
  account,
  link,
  unlink,
  start,
  terms,
  privacy,
  appeal,
  paysupport,
  support,
  admin,
  helpFor(() => commands),
];

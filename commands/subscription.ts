import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import { identityKey } from "../src/core/chat/incoming.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { expectGoodStanding } from "../src/core/moderation/sanctions-guard.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";
import { expectService } from "../src/core/switches/guards.ts";
import { planChangeButtons } from "./buttons/plan-change.ts";
import { planName, planPage } from "./buttons/plan-page.ts";

export const subscription = defineCommand({
  name: "subscription",
  summary: "Your plan: what it brings, when it renews, change it, cancel it or keep it",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  duringMaintenance: true,
  options: {
    action: {
      kind: "choice",
      summary: "Cancel the plan at the end of its period, or keep it after all",
      choices: [
        { value: "cancel", label: "Cancel at the end of the period", aliases: ["end", "stop"] },
        { value: "resume", label: "Keep it after all", aliases: ["keep"] },
      ],
    },
  },
  example: "/subscription",
  async run({ options, caller, incoming }, services) {
    if (options.action === "cancel") return askToCancel(caller, services);
    if (options.action === "resume") {
      // Ending what one pays for is always possible (T17); paying on waits for the service, as everything else does.
      if (!services.operators.has(identityKey(incoming.identity))) expectService(services.switches);
      return resume(caller, services);
    }
    return planPage(caller, services);
  },
  buttons: {
    // Each names the plan that it is about, where there are several.
    show: {
      pressedBy: "owner",
      run: async ({ args: [id], caller }, services) => replacing(await planPage(caller, services, id)),
    },
    cancel: { pressedBy: "owner", run: async ({ args: [id], caller }, services) => askToCancel(caller, services, id) },
    end: {
      pressedBy: "owner",
      async run({ args: [id], caller }, services) {
        await services.billing.setCancel(caller.account.id, true, id);
        return replacing(await planPage(caller, services, id));
      },
    },
    resume: {
      pressedBy: "owner",
      duringMaintenance: false,
      run: async ({ args: [id], caller }, services) => replacing(await resume(caller, services, id)),
    },
    ...planChangeButtons,
    portal: {
      pressedBy: "owner",
      async run({ caller }, { billing }) {
        const { billing: words } = caller.messages;
        const url = await billing.portal(caller.account.id);
        const buttons: Button[] = [{ label: words.portalOpen, url }];
        return { title: words.portalTitle, text: words.portalText, buttons, onlyCaller: true };
      },
    },
  },
});

function replacing(reply: Reply): Reply {
  return { ...reply, replacesOrigin: true };
}

async function askToCancel(caller: Caller, services: Services, chosen?: string): Promise<Reply> {
  const { billing: words } = caller.messages;
  const all = await services.billing.subscriptionsOf(caller.account.id);
  const found = all.length > 1 ? all.find((one) => one.id === chosen) : all[0];
  if (all.length === 0) throw refuse("no-subscription", {});
  // Which one is asked first; one that ends already is shown.
  if (found === undefined || found.cancelAtPeriodEnd) return planPage(caller, services, chosen);
  const name = planName(found, caller, services);
  const { id } = caller.account;
  const which = all.length > 1 ? [found.id] : [];
  return {
    title: words.cancelButton,
    text: words.cancelAsk(name, found.period.end),
    buttons: [
      { label: words.cancelYes, style: "danger", token: encodeButton("subscription", "end", id, ...which) },
      { label: words.cancelNo, token: encodeButton("subscription", "show", id, ...which) },
    ],
  };
}

async function resume(caller: Caller, services: Services, id?: string): Promise<Reply> {
  // Whoever is suspended may end what they pay for, and nothing else.
  expectGoodStanding(caller.account, services.clock.now());
  const isChosen = id !== undefined || (await services.billing.subscriptionsOf(caller.account.id)).length < 2;
  if (!isChosen) return planPage(caller, services);
  await services.billing.setCancel(caller.account.id, false, id);
  return { ...(await planPage(caller, services, id)), text: caller.messages.billing.resumed };
}

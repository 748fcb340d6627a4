import { type Act, type ActKind, type Intent, needsSecondPerson } from "./act.ts";
import type { ActRule, ActRules, ActTools, Done, Preview } from "./act-rule.ts";
import { creditActs } from "./credit-acts.ts";
import { sanctionActs } from "./sanction-acts.ts";
import { sendActs } from "./send-acts.ts";

/** What operators do to people and their credits: shown before it happens, done once, kept in the audit trail. */
export interface Acts {
  /** Whether a second person has to agree, by what it is alone. */
  needsSecondPerson(intent: Intent): boolean;
  /** Refuses what cannot be done. */
  preview(intent: Intent): Promise<Preview>;
  /**
   * Does it, whether the rule of two people holds or not: who asks for it has seen to that. The same cause is done once and
   * answered the same.
   */
  carryOut(intent: Intent): Promise<Done>;
}

export function createActs(tools: ActTools): Acts {
  const rules: ActRules = { ...creditActs(tools), ...sanctionActs(tools), ...sendActs(tools) };
  // Each rule is asked about acts of its own kind only; the compiler cannot follow that through the look-up.
  const ruleOf = ({ kind }: Act) => rules[kind] as ActRule<ActKind>;

  return {
    needsSecondPerson: (intent) => needsSecondPerson(intent, tools.numbers),
    async preview({ act }) {
      const rule = ruleOf(act);
      await rule.expectAllowed?.(act);
      await rule.expectNew?.(act);
      return rule.describe(act);
    },
    async carryOut(intent) {
      const { act, cause, by, reason } = intent;
      const rule = ruleOf(act);
      await rule.expectAllowed?.(act);
      const { action } = rule;
      if (action !== null) {
        const { before, after } = await rule.describe(act);
        const subject = subjectOf(act);
        await tools.audit.record({ cause: `act:${cause}`, actor: by, action, subject, reason, before, after });
      }
      return rule.run(act, intent);
    },
  };
}

/** What the audit trail calls whom an act is about. */
export function subjectOf(act: Act): string {
  return "account" in act ? act.account : "everybody";
}

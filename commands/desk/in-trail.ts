import type { Audit } from "../../src/core/desk/audit.ts";
import { Refusal } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";

/** Does what an operator decides once it is in the audit trail; that it was refused then, or came too late, is there as well. */
export async function inTrail<Result>(
  entry: Parameters<Audit["record"]>[0],
  { audit }: Pick<Services, "audit">,
  act: () => Promise<Result>,
  isLate: (result: Result) => boolean = () => false,
): Promise<Result> {
  const undone = (after: string) =>
    audit.record({ ...entry, cause: `${entry.cause}:undone`, action: `${entry.action}-refused`, after });
  await audit.record(entry);
  try {
    const result = await act();
    if (isLate(result)) await undone("changed meanwhile");
    return result;
  } catch (error) {
    if (error instanceof Refusal) await undone(error.refusal.code);
    throw error;
  }
}

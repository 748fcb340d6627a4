import { PROVIDER } from "../../moderation/waves.ts";

/** What people of ours read of a wave of refusals. */
export function waveAlert({
  scope,
  refusals,
  accounts,
  made,
}: {
  readonly scope: string;
  readonly refusals: number;
  readonly accounts: number;
  readonly made: number;
}): string {
  const who = scope === PROVIDER ? "The provider" : `The model ${scope}`;
  return `${who} refuses far more than usual: ${refusals} requests of ${accounts} people in the last minutes, against ${made} that brought pictures. It counts as an outage: credits go back, nobody is struck. Look at the provider’s status page, and switch the model off if it goes on.`;
}

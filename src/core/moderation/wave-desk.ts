import type { Audit } from "../desk/audit.ts";
import { waveAlert } from "../messages/desk/waves.ts";
import type { Log } from "../services.ts";
import type { Cases } from "./case.ts";
import { IN_A_WAVE } from "./money-table.ts";
import type { Relief } from "./relief.ts";
import type { ProviderSaid, Violation, ViolationStore } from "./violation.ts";
import type { WaveWatch } from "./wave-watch.ts";
import { accountsIn, madeIn, trafficOf, type Wave } from "./waves.ts";

/** Why a sanction is lifted, for the people of ours who look at it later. */
export const WAVE_REASON = "a wave of refusals";

/** What follows from a wave of refusals. */
export interface WaveDesk {
  /** Looks whether a wave begins, and does all that follows from it. */
  begin(): Promise<void>;
  /** Takes the weight off what belongs to a wave that is open; what is older than the wave stays as it is. */
  take(wave: Wave, violation: Violation): Promise<void>;
  /** Goes on with every open wave, and closes those that are over; answers how many are open. */
  tend(): Promise<number>;
}

export function createWaveDesk({
  store,
  watch,
  relief,
  cases,
  audit,
  log,
}: {
  readonly store: Pick<ViolationStore, "lighten">;
  readonly watch: WaveWatch;
  readonly relief: Relief;
  readonly cases: Pick<Cases, "open">;
  readonly audit: Pick<Audit, "record">;
  readonly log: Log;
}): WaveDesk {
  /** Each step is safe to repeat. Lifted before and after: what is weighed just now may come in between. */
  async function lighten(refused: readonly ProviderSaid[]): Promise<void> {
    const judged = refused.filter(({ rule, reversedAt }) => rule !== IN_A_WAVE && reversedAt === null);
    if (judged.length === 0) return;
    for (const violation of judged) await relief.giveBack(violation);
    await relief.liftFor(judged, "easel", WAVE_REASON);
    await store.lighten(
      judged.map(({ id }) => id),
      IN_A_WAVE,
    );
    await relief.liftFor(judged, "easel", WAVE_REASON);
  }

  async function tell(wave: Wave, refused: readonly ProviderSaid[]): Promise<void> {
    const id = `${wave.scope}:${wave.number}`;
    const { made } = trafficOf(await watch.traffic(), wave.scope);
    const facts = {
      scope: wave.scope,
      refusals: refused.length,
      accounts: accountsIn({ refused, made }),
      made: madeIn({ refused, made }),
    };
    await audit.record({
      cause: `wave:${id}`,
      ...{ actor: "easel", action: "wave-opened", subject: wave.scope, reason: null },
      ...{ before: null, after: `${facts.refusals} refusals of ${facts.accounts} people, ${facts.made} made` },
    });
    await cases.open({
      ...{ cause: `wave:${id}`, kind: "wave", account: null, statement: waveAlert(facts) },
      violations: refused.slice(0, 20).map((violation) => violation.id),
    });
    await watch.told(wave);
    log.warn({ ...facts, wave: wave.number }, "a wave of refusals began: nobody is struck for it");
  }

  async function follow(wave: Wave): Promise<void> {
    const refused = await watch.refused(wave);
    await lighten(refused);
    if (wave.toldAt === null) await tell(wave, refused);
  }

  async function begin(): Promise<void> {
    const wave = await watch.begin();
    if (wave !== null) await follow(wave);
  }

  return {
    begin,
    async take(wave, violation) {
      if (violation.at >= wave.since) await lighten([violation]);
    },
    async tend() {
      // Of the last ones that were refused, nobody may have looked after all were written.
      await begin();
      let open = 0;
      for (const wave of await watch.open()) {
        await follow(wave);
        if (!(await watch.closeIfOver(wave))) {
          open += 1;
          continue;
        }
        const entry = { actor: "easel", action: "wave-closed", subject: wave.scope, reason: null };
        await audit.record({ cause: `wave-closed:${wave.scope}:${wave.number}`, ...entry, before: null, after: null });
      }
      return open;
    },
  };
}

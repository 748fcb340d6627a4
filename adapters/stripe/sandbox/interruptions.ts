/** How a call can go wrong: it never arrives, it is done and the answer is lost, or Stripe has a bad moment. */
export interface Interruption {
  readonly how: "lost-before" | "lost-after" | "fails";
  /** Calls whose path fits; unset: any. */
  readonly path?: RegExp;
  readonly times?: number;
}

export function createInterruptions() {
  const waiting: { how: Interruption["how"]; path: RegExp; times: number }[] = [];
  return {
    add({ how, path = /./, times = 1 }: Interruption): void {
      waiting.push({ how, path, times });
    },
    /** What is to go wrong with this call; null: nothing. */
    take(path: string): Interruption["how"] | null {
      const index = waiting.findIndex((one) => one.path.test(path));
      const found = waiting[index];
      if (found === undefined) return null;
      found.times -= 1;
      if (found.times === 0) waiting.splice(index, 1);
      return found.how;
    },
  };
}

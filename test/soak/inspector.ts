import { WebSocket } from "ws";

/** With this among its environment, a process can be looked into; it says on its error output where. */
export const INSPECTED = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** Looks into a running process from outside, over the protocol of Node's own debugger, so that the product needs no door for it. */
export interface Inspector {
  /** Runs the code there, and answers what it comes to. */
  evaluate<T>(code: string): Promise<T>;
  collectGarbage(): Promise<void>;
  /** Calls the code of a function there with all living objects of a kind, after a garbage collection. */
  amongAll<T>(prototype: string, functionCode: string): Promise<T>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly exceptionDetails?: { readonly text: string };
    readonly result?: { readonly value?: unknown; readonly objectId?: string };
    readonly objects?: { readonly objectId: string };
  };
}

/** `printed`: what the process wrote to its error output so far. @see https://chromedevtools.github.io/devtools-protocol/v8/ */
export async function inspect(printed: string): Promise<Inspector> {
  const url = [...printed.matchAll(/^Debugger listening on (ws:\S+)$/gmu)].at(-1)?.[1];
  if (url === undefined) throw new Error("the process was not started so that it can be inspected");
  const socket = new WebSocket(url);
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.on("message", (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id ?? 0)?.(answer);
    waiting.delete(answer.id ?? 0);
  });

  async function call(method: string, parameters: object = {}): Promise<NonNullable<Answer["result"]>> {
    const id = ++last;
    const { error, result = {} } = await new Promise<Answer>((resolve, reject) => {
      waiting.set(id, resolve);
      socket.once("close", () => reject(new Error("the inspected process is gone")));
      socket.send(JSON.stringify({ id, method, params: parameters }));
    }).finally(() => socket.removeAllListeners("close"));
    const fault = error?.message ?? result.exceptionDetails?.text;
    if (fault !== undefined) throw new Error(`${method}: ${fault}`);
    return result;
  }

  return {
    async evaluate<T>(code: string) {
      const { result } = await call("Runtime.evaluate", { expression: code, returnByValue: true, awaitPromise: true });
      return result?.value as T;
    },
    async collectGarbage() {
      await call("HeapProfiler.collectGarbage");
    },
    async amongAll<T>(prototype: string, functionCode: string) {
      const objectGroup = "soak";
      const found = await call("Runtime.evaluate", { expression: prototype, objectGroup });
      const prototypeObjectId = found.result?.objectId;
      const { objects } = await call("Runtime.queryObjects", { prototypeObjectId, objectGroup });
      const request = { objectId: objects?.objectId, functionDeclaration: functionCode, returnByValue: true };
      const { result } = await call("Runtime.callFunctionOn", request);
      await call("Runtime.releaseObjectGroup", { objectGroup });
      return result?.value as T;
    },
    close: () => socket.close(),
  };
}

export interface OpenStreams {
  /** Answers the same response, whose event stream `endAll` can end; other responses pass untouched. */
  track(response: Response): Response;
  endAll(): void;
}

/**
 * Keeps hold of the event streams that are being sent: they never end by themselves, so a server that stops has to end them,
 * cleanly, so that browsers see an end instead of an error.
 */
export function createOpenStreams(): OpenStreams {
  const ends = new Set<() => void>();

  function endable(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    let end = (): void => undefined;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        let ended = false;
        end = () => {
          if (ended) return;
          ended = true;
          ends.delete(end);
          controller.close();
          reader.cancel().catch(() => undefined);
        };
        ends.add(end);
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) end();
        else if (ends.has(end)) controller.enqueue(value);
      },
      async cancel(reason) {
        ends.delete(end);
        await reader.cancel(reason);
      },
    });
  }

  return {
    track(response) {
      const streams = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
      return streams && response.body !== null ? new Response(endable(response.body), response) : response;
    },
    endAll() {
      for (const end of [...ends]) end();
    },
  };
}

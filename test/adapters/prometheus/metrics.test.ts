import { describe, expect, test } from "vitest";
import { createMetrics } from "../../../adapters/prometheus/metrics.ts";

async function lines(of: ReturnType<typeof createMetrics>): Promise<string[]> {
  const { body } = await of.render();
  return body.split("\n").filter((line) => line.startsWith("easel_"));
}

describe("the figures", () => {
  test("count pictures and credits, and measure calls in seconds", async () => {
    const made = createMetrics();
    made.metrics.pictureState("delivered", "seedream");
    made.metrics.pictureState("delivered", "seedream");
    made.metrics.creditsMoved("capture", 12);
    made.metrics.creditsMoved("capture", 3);
    made.metrics.queueDepth(4);
    made.metrics.providerCall("submit", "ok", 300);
    made.metrics.acknowledged("playground", 1_500);
    expect(await lines(made)).toEqual(
      expect.arrayContaining([
        'easel_pictures_total{state="delivered",model="seedream"} 2',
        'easel_credits_moved_total{operation="capture"} 15',
        "easel_queue_depth 4",
        'easel_provider_call_seconds_bucket{le="0.25",call="submit",outcome="ok"} 0',
        'easel_provider_call_seconds_bucket{le="0.5",call="submit",outcome="ok"} 1',
        'easel_provider_call_seconds_sum{call="submit",outcome="ok"} 0.3',
        'easel_acknowledgement_seconds_bucket{le="1",platform="playground"} 0',
        'easel_acknowledgement_seconds_bucket{le="2",platform="playground"} 1',
      ]),
    );
  });

  test("are shown with those of the process, in the form that Prometheus reads", async () => {
    const { contentType, body } = await createMetrics().render();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toContain("process_cpu_seconds_total");
    expect(body).toContain("# HELP easel_pictures_total ");
  });

  test("of two apps in one process stay apart", async () => {
    const [one, two] = [createMetrics(), createMetrics()];
    one.metrics.queueDepth(1);
    two.metrics.queueDepth(2);
    expect(await lines(one)).toContain("easel_queue_depth 1");
    expect(await lines(two)).toContain("easel_queue_depth 2");
  });
});

describe("a label", () => {
  test("has a bounded number of values, whatever is put in", async () => {
    const made = createMetrics();
    for (let index = 0; index < 1_000; index += 1) made.metrics.pictureState("held", `model-${index}`);
    const series = (await lines(made)).filter((line) => line.startsWith("easel_pictures_total"));
    expect(series.length).toBeLessThanOrEqual(41);
    expect(series).toContain('easel_pictures_total{state="held",model="other"} 960');
  });

  test("never holds a person's words", async () => {
    const made = createMetrics();
    made.metrics.pictureState('a red fox"}\n', "a red fox");
    made.metrics.acknowledged("https://fox.example", 5);
    expect((await lines(made)).join("\n")).not.toContain("fox");
  });
});

test.for([Number.NaN, -1, Number.POSITIVE_INFINITY])(
  "the measure %s is left out instead of breaking what it measures",
  async (measure) => {
    const made = createMetrics();
    made.metrics.creditsMoved("grant", measure);
    made.metrics.queueDepth(measure);
    made.metrics.providerCall("submit", "ok", measure);
    made.metrics.acknowledged("playground", measure);
    expect((await lines(made)).filter((line) => !line.endsWith(" 0"))).toEqual([]);
  },
);

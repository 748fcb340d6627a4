import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Metrics } from "../../src/core/services.ts";

// Each label value is a time series that Prometheus keeps; a value that grows with use would fill its memory.
const LABEL_VALUES_MAX = 40;
const LABEL_VALUE = /^[A-Za-z0-9][\w.-]{0,39}$/;
const PROVIDER_CALL_BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
// Discord gives up after 3 seconds, so the buckets are close around that.
const ACKNOWLEDGEMENT_BUCKETS_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

let processFigures: Registry | null = null;

/** Memory, event loop and handles of this process: measured once, since each measuring runs a timer that never ends. */
function figuresOfProcess(): Registry {
  if (processFigures === null) {
    processFigures = new Registry();
    collectDefaultMetrics({ register: processFigures });
  }
  return processFigures;
}

/** The figures in a registry of their own; `render` answers what `/metrics` shows, with those of the process. */
export function createMetrics(): { metrics: Metrics; render(): Promise<{ contentType: string; body: string }> } {
  figuresOfProcess();
  const register = new Registry();
  const registers = [register];
  const pictures = new Counter({
    name: "easel_pictures_total",
    help: "Pictures that entered a state.",
    labelNames: ["state", "model"],
    registers,
  });
  const credits = new Counter({
    name: "easel_credits_moved_total",
    help: "Whole credits moved, by operation of the ledger.",
    labelNames: ["operation"],
    registers,
  });
  const queue = new Gauge({ name: "easel_queue_depth", help: "Pictures that this process drives now.", registers });
  const providerCalls = new Histogram({
    name: "easel_provider_call_seconds",
    help: "Calls to the provider.",
    labelNames: ["call", "outcome"],
    buckets: PROVIDER_CALL_BUCKETS_SECONDS,
    registers,
  });
  const paymentCalls = new Histogram({
    name: "easel_payment_call_seconds",
    help: "Calls to a payment provider.",
    labelNames: ["call", "outcome"],
    buckets: PROVIDER_CALL_BUCKETS_SECONDS,
    registers,
  });
  const paymentEvents = new Counter({
    name: "easel_payment_events_total",
    help: "Events that a payment provider sent.",
    labelNames: ["type", "outcome"],
    registers,
  });
  const acknowledgements = new Histogram({
    name: "easel_acknowledgement_seconds",
    help: "From an event's arrival until the person saw a sign of it.",
    labelNames: ["platform"],
    buckets: ACKNOWLEDGEMENT_BUCKETS_SECONDS,
    registers,
  });

  const state = boundedLabel();
  const model = boundedLabel();
  const operation = boundedLabel();
  const call = boundedLabel();
  const platform = boundedLabel();
  const paymentCall = boundedLabel();
  const eventType = boundedLabel();
  const metrics: Metrics = {
    pictureState: (stateName, modelName) => pictures.inc({ state: state(stateName), model: model(modelName) }),
    creditsMoved: (operationName, amount) => {
      if (isMeasure(amount)) credits.inc({ operation: operation(operationName) }, amount);
    },
    queueDepth: (depth) => {
      if (isMeasure(depth)) queue.set(depth);
    },
    providerCall: (callName, outcome, duration_ms) => {
      if (isMeasure(duration_ms)) providerCalls.observe({ call: call(callName), outcome }, duration_ms / 1000);
    },
    paymentCall: (callName, outcome, duration_ms) => {
      if (isMeasure(duration_ms)) paymentCalls.observe({ call: paymentCall(callName), outcome }, duration_ms / 1000);
    },
    paymentEvent: (type, outcome) => paymentEvents.inc({ type: eventType(type), outcome }),
    acknowledged: (platformName, duration_ms) => {
      if (isMeasure(duration_ms)) acknowledgements.observe({ platform: platform(platformName) }, duration_ms / 1000);
    },
  };
  return {
    metrics,
    render: async () => {
      const bodies = await Promise.all([figuresOfProcess().metrics(), register.metrics()]);
      return { contentType: register.contentType, body: bodies.join("\n") };
    },
  };
}

/** Lets the first values of a label through, and calls whatever comes later or looks like no name of ours `other`. */
function boundedLabel(): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (!LABEL_VALUE.test(value) || seen.size >= LABEL_VALUES_MAX) return "other";
    seen.add(value);
    return value;
  };
}

/** prom-client throws for anything else, and a figure must never break what it measures. */
function isMeasure(amount: number): boolean {
  return Number.isFinite(amount) && amount >= 0;
}

import pino from "pino";
import type { LogLevel } from "./config.ts";
import type { Log, LogFacts } from "./core/services.ts";
import { describeError, presentable, scrub } from "./log-safety.ts";

/** Where lines go; each ends with a line break. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * The log of the process: one JSON object a line, or with `pretty` one readable line for a terminal. Facts and errors are
 * rewritten by `log-safety.ts` before pino sees them, because pino's own redaction reaches neither deep keys nor texts.
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly destination?: LogDestination;
  readonly pretty?: boolean;
}): Log {
  const destination = options.destination ?? pino.destination({ dest: 1, sync: true });
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.pretty === true ? readable(destination) : destination,
  );
  return {
    info: (facts, message) => logger.info(safe(facts), scrub(message)),
    warn: (facts, message) => logger.warn(safe(facts), scrub(message)),
    error: (facts, message) => logger.error({ ...safe(facts), error: describeError(facts.error) }, scrub(message)),
  };
}

// These are pino's own; a fact of the same name would be written twice into one object.
const reserved = new Set(["level", "time", "msg"]);

function safe(facts: LogFacts): Record<string, unknown> {
  const entries = Object.entries(presentable(facts) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, fact]) => [reserved.has(name) ? `${name}_` : name, fact]));
}

function readable(destination: LogDestination): LogDestination {
  return {
    write: (line) => {
      const { level, time, msg, error, ...facts } = JSON.parse(line) as Record<string, unknown>;
      const { stack, ...summary } = (error ?? {}) as Record<string, unknown>;
      const tail = Object.entries({ ...facts, ...summary }).map(([name, fact]) => ` ${name}=${plain(fact)}`);
      const head = `${String(time).slice(11, 19)} ${String(level).toUpperCase().padEnd(5)} ${msg}${tail.join("")}\n`;
      destination.write(stack === undefined ? head : `${head}${stack}\n`);
    },
  };
}

/** Quoted where it could be taken for the next fact, or where it could steer the terminal. */
function plain(fact: unknown): string {
  return typeof fact === "string" && /^[\w.:/@-]+$/.test(fact) ? fact : JSON.stringify(fact);
}

import { z } from "zod";
import type { Method } from "../context.ts";
import { UPDATES_AT_ONCE_MAX } from "../limits.ts";
import { check, flag, integer, json, text } from "../parameters.ts";

const allowedUpdates = json(z.array(z.string()));

export const deliveryMethods: Readonly<Record<string, Method>> = {
  getUpdates(call, { updates, webhook }) {
    const shape = {
      offset: integer.optional(),
      limit: integer.optional(),
      timeout: integer.optional(),
      allowed_updates: allowedUpdates.optional(),
    };
    const given = check(shape, call.parameters, call.onUnknown);
    webhook.refusePolling();
    updates.allow(given.allowed_updates);
    const limit = Math.min(Math.max(given.limit ?? UPDATES_AT_ONCE_MAX, 1), UPDATES_AT_ONCE_MAX);
    return updates.fetch({ offset: given.offset ?? 0, limit, timeout_ms: (given.timeout ?? 0) * 1000 }, call.signal);
  },
  setWebhook(call, { updates, webhook }) {
    const shape = {
      url: text,
      ip_address: text.optional(),
      max_connections: integer.optional(),
      allowed_updates: allowedUpdates.optional(),
      drop_pending_updates: flag.optional(),
      secret_token: text.optional(),
    };
    const given = check(shape, call.parameters, call.onUnknown);
    if (given.drop_pending_updates === true) updates.drop();
    updates.allow(given.allowed_updates);
    webhook.set(given.url, { secret: given.secret_token ?? null, connectionsMax: given.max_connections });
    return true;
  },
  deleteWebhook(call, { updates, webhook }) {
    const given = check({ drop_pending_updates: flag.optional() }, call.parameters, call.onUnknown);
    if (given.drop_pending_updates === true) updates.drop();
    webhook.set("", { secret: null, connectionsMax: undefined });
    return true;
  },
  getWebhookInfo(_, { updates, webhook }) {
    const settings = webhook.settings();
    const error = webhook.lastError();
    return {
      url: settings?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: updates.pending(),
      ...(settings === null ? {} : { max_connections: settings.connectionsMax }),
      ...(error === null ? {} : { last_error_message: error }),
      ...(updates.allowed().length === 0 ? {} : { allowed_updates: updates.allowed() }),
    };
  },
};

import type { Form } from "../../src/core/chat/reply.ts";
import type { Ids } from "../../src/core/services.ts";
import { BoundedMap } from "./bounded-map.ts";

/** Stands in front of the ids of buttons that open a form, which no button's token begins with. */
const PREFIX = "~form/";
const KEY_LENGTH = 12;
const FORMS_MAX = 2_000;

/** Forms that came too late to be opened at once. */
export interface FormMemory {
  /** The id of a button that opens the form; `token` asks for it anew when it is no longer remembered. */
  keep(form: Form, token: string | null): string;
  /** What a pressed button's id leads to; null when it is none of these. */
  find(customId: string): { readonly form: Form | null; readonly token: string | null } | null;
}

export function createFormMemory(ids: Pick<Ids, "random">): FormMemory {
  const forms = new BoundedMap<string, Form>(FORMS_MAX);
  return {
    keep(form, token) {
      const key = ids.random().slice(0, KEY_LENGTH);
      forms.set(key, form);
      return `${PREFIX}${key}/${token ?? ""}`;
    },
    find(customId) {
      if (!customId.startsWith(PREFIX)) return null;
      const [key = "", ...rest] = customId.slice(PREFIX.length).split("/");
      return { form: forms.get(key) ?? null, token: rest.join("/") || null };
    },
  };
}

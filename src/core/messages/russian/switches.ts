import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Easel сейчас закрыт на техническое обслуживание."
        : `Easel закрыт на техническое обслуживание до ${minute(until)}.`,
      note,
      "Ничего не сохранено, и ничего не списано. То, что было в работе, продолжается. Попробуйте, пожалуйста, позже.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Хорошо, что вы здесь, но сейчас Easel не принимает новых людей."
        : `Хорошо, что вы здесь, но до ${minute(until)} Easel не принимает новых людей.`,
      note,
      "Ничего не сохранено, и ничего не списано. Попробуйте, пожалуйста, позже.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Сейчас ничего нельзя купить." : `До ${minute(until)} ничего нельзя купить.`,
      note,
      "Ничего не списано. То, что у вас есть, остаётся вашим и работает как всегда, а то, за что вы заплатили, придёт.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `Подписка ${plan} сейчас не продаётся.` : `Подписка ${plan} не продаётся до ${minute(until)}.`,
      note,
      "У кого она есть, у того она остаётся. /buy покажет, что есть. Ничего не списано.",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `Снова включится ${minute(until)}.`,
};

import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `Versão ${version} dos termos, em vigor desde ${day(since)}.`,
  announced: (version, from) => `A versão ${version} está anunciada e vale a partir de ${day(from)}.`,
  notAccepted: "Você ainda não a aceitou: envie /start.",
  accepted: ({ version, at, platform: where }) =>
    `Você aceitou a versão ${version} em ${minute(at)} (${platform(where)}).`,
  questions: (contact) => `Dúvidas: ${contact}.`,
  new: (version, from) => `Novidades da versão ${version} de ${day(from)}:`,
  minorTitle: "Uma pequena mudança nos termos",
  minorText: "Você não precisa fazer nada. /terms mostra tudo.",
  fullTitle: (version, page, pages) => `Termos de serviço ${version} · ${page} de ${pages}`,
  lists: "Onde uma frase termina em dois-pontos, a lista dela está no site.",
  inEnglish: "O texto publicado está em inglês.",
  fullButton: "O texto completo",
  shortButton: "Em resumo",
  websiteButton: "No site",
};

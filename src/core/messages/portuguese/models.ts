import type { Messages } from "../../messages.ts";
import { credits, plural } from "./wording.ts";

export const models: Messages["models"] = {
  title: "Modelos",
  text: "As regras do fabricante de cada modelo valem também para as imagens dele. Escolha um com --model, por exemplo: /imagine um farol na tempestade --model seedream",
  name: (name, maker, id) => `${name} da ${maker} (--model ${id})`,
  strengths: {
    "z-image": "Rápido e barato: esboços, variações, primeiras tentativas de uma ideia.",
    "nano-banana": "Segue instruções longas, edita fotos e mantém rostos e objetos iguais com até 14 referências.",
    "gpt-image": "Entende cenas complexas e escreve texto nas imagens: cartazes, diagramas, interfaces.",
    seedream: "Imagens grandes e detalhadas por um só preço: retratos, produtos, paisagens de até 4096 pixels.",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `Aceita ${plural(ratios, { one: "proporção", other: "proporções" })} (${widest}), ${resolutions}, até ${plural(images, { one: "imagem", other: "imagens" })} por vez e ${plural(references, { one: "imagem de referência", other: "imagens de referência" })}.`,
  qualities: (names) => `Qualidades: ${names.join(", ")}.`,
  from: (least) => `A partir de ${credits(least)} por imagem.`,
  isFirst: "Pinta quando você não diz o modelo.",
  isOff: "Desativado no momento.",
  policy: (maker) => `Regras da ${maker}`,
};

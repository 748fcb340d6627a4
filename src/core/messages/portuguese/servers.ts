import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} e mais ${ids.length - CHANNELS_NAMED}` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "Como o Easel funciona aqui" : `Como o Easel funciona em ${name}`),
  hint: "Isto vale aqui para todos. Botões e opções mudam: /server --channels here --cap 50.",
  hintForMembers: "Isto vale aqui para todos. Quem administra o servidor pode mudar.",
  changed: "Salvo.",
  wasReset: "Está tudo como no começo.",
  name: {
    channels: "Imagens em",
    models: "Modelos",
    private: "Resultados privados",
    cap: "Por dia para cada membro",
  },
  channels: (ids) => (ids === null ? "todos os canais" : channels(ids)),
  models: (names) => (names === null ? "todos" : names.join(", ")),
  private: (on) =>
    on ? "sim: só quem pede vê a imagem, a não ser que use --public" : "não: as imagens aparecem onde são pedidas",
  cap: (cap, left) =>
    cap === null || left === null ? "sem limite" : `imagens por até ${credits(cap)}; hoje você ainda tem ${left}`,
  change: "Mudar",
  here: "Só este canal",
  everywhere: "Todos os canais",
  turnPrivate: (on) => (on ? "Ativar resultados privados" : "Desativar resultados privados"),
  reset: "Redefinir tudo",
  formTitle: "Como o Easel funciona aqui",
  formChannels: "Canais para imagens: ids, here ou all",
  formModels: "Modelos separados por vírgulas, ou all",
  formPrivate: "Resultados privados",
  formCap: "Créditos por dia e por membro, ou off",
  save: "Salvar",
  yes: "Sim",
  no: "Não",
  banTitle: (key) => `Servidor ${key}`,
  banned: (since, reason, operator) =>
    `Banido desde ${day(since)}, por ${operator}: ${reason}\n\nTudo o que se pede lá é recusado, em todos os canais. O que foi pedido antes ainda é feito e entregue.`,
  unbanned: (reason, operator) => `Não está mais banido. Decidido por ${operator}: ${reason}`,
  neverBanned: "Não está banido.",
  allowedBan:
    "ban ou unban, a chave do servidor e o motivo, como: ban discord:613425648685547541 spam em todos os canais",
  allowedChannels: "menções ou ids de canais separados por vírgulas, here ou all",
  allowedModels: (ids) => `${ids.join(", ")}, separados por vírgulas, ou all`,
  allowedCap: (max) => `um número inteiro de 1 a ${max}, ou off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server é para servidores e grupos: diz onde, com quais modelos e por quanto ao dia se fazem imagens lá. Envie-o em um deles.",
  "server-banned": () =>
    `Não trabalho mais neste servidor: quem cuida do Easel encerrou o serviço aqui. Seus créditos e suas imagens estão todos guardados, e uma mensagem direta para mim funciona como sempre. Nada foi cobrado. Dúvidas: ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Só quem administra este servidor pode mudar como eu trabalho aqui. Fale com uma dessas pessoas, por favor; /server mostra o que foi definido.",
  "server-channel": ({ channels: ids }) =>
    `Não se fazem imagens neste canal: quem administra o servidor escolheu ${channels(ids)} para elas. Peça lá, por favor. Nada foi cobrado.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) {
      return `${model} não pode ser usado neste servidor, nem nenhum outro modelo. Nada foi cobrado.`;
    }
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} não pode ser usado neste servidor. Estes podem: ${names}. Acrescente às suas palavras, por exemplo, --model ${first.id}. Nada foi cobrado.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `Isto custa ${credits(price)}, e dos ${cap} que cada membro pode gastar aqui por dia você ainda tem ${left}. Haverá mais a partir de ${minute(resetsAt)}; numa mensagem direta para mim esse limite não existe. Nada foi cobrado.`,
} satisfies Partial<Messages["refusals"]>;

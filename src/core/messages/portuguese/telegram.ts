import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate:
    "Tenho uma resposta que só você deveria ver. Abra uma conversa privada comigo, toque em Start lá e envie isto de novo.",
  openPrivateButton: "Abrir a conversa privada",
  photosNotAllowed:
    "Não posso publicar imagens neste grupo, então enviei a sua em particular. Um administrador pode permitir isso nas permissões do grupo.",
  anonymous:
    "Não consigo ver quem você é quando escreve como o grupo ou como um canal. Escreva em seu próprio nome, por favor, para eu saber de quem são os créditos.",
  nowItSays: "Agora está assim (toque para copiar):",
  replyToAnswer: "Responda a esta mensagem, por favor.",
  replyOrPress: "Responda a esta mensagem, ou toque no botão para deixar em branco.",
  pickOne: "Escolha, por favor:",
  back: "Voltar",
  optionValue: (label, value) => `${label}: ${value}`,
  answerTooLong: (length, lengthMax) =>
    `Sua resposta tem ${length} caracteres, e aqui cabem no máximo ${lengthMax}. Responda com algo mais curto, por favor.`,
  answerIsNoText: "Responda a esta com palavras, por favor.",
  latePart: "Uma das suas imagens chegou tarde demais e não foi usada. Para usar todas, envie-as de novo juntas.",
};

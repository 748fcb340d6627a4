import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";

export const terms: Messages["terms"] = {
  pages: {
    people: "Quem pode usar o Easel, e para quê",
    content: "O que acontece com palavras e imagens",
    money: "Créditos e dinheiro",
    rules: "Regras, direitos e contato",
  },
  clauses: {
    T1: "O Easel faz imagens com modelos de outras empresas. Você paga com créditos.",
    T3: `Você tem pelo menos ${termsInForce.ageMin_years} anos, ou mais, se o seu país exigir.`,
    T4: "Cabe a você cuidar da sua conta: o que for feito com ela conta como feito por você.",
    T6: "Qualquer uso legal é bem-vindo: particular, comercial, ensino, pesquisa.",
    T8: "Não é permitido: conteúdo sexual, qualquer coisa sexual com menores, imagens íntimas ou enganosas de pessoas reais, ódio, violência sangrenta, automutilação, produtos ilegais, enganação, violar direitos ou dados privados de outras pessoas.",
    T9: "Os prompts são verificados antes de qualquer cobrança, e os modelos verificam o que desenham. O que uma máquina bloqueia é devolvido.",
    T11: "Suas imagens são suas.",
    T12: "Se uma imagem feita por um modelo pode ser protegida por direitos autorais depende do seu país. Não podemos orientar você sobre isso.",
    T13: "Os modelos pertencem aos seus fabricantes, e as regras deles também valem; /models tem os links.",
    T14: "Não treinamos nada com suas palavras e imagens, e não entregamos nada para treinamento.",
    T15: "Guardamos prompts, imagens e referências para o seu histórico, para o atendimento e contra abusos.",
    T16: "Toda imagem tem um preço em créditos inteiros, mostrado antes de você gastar. O preço mostrado é o preço cobrado.",
    "T9, T22":
      "Bloqueado antes de consultarmos um modelo: nada foi cobrado. Um modelo ocultou uma imagem, falhou ou nunca respondeu: esses créditos voltam sozinhos. Um modelo recusou: eles também voltam, a não ser que aconteça repetidamente. A próxima página diz quando.",
    T21: "Quando um pedido é reembolsado, os créditos não gastos desse pedido são retirados; os gastos continuam gastos.",
    T24: "Uma falha do serviço nunca custa um crédito a você.",
    T25: "Os modelos erram. Olhe bem uma imagem antes de confiar nela.",
    T10: "Contas que quebram as regras repetidas vezes são analisadas por uma pessoa e podem ser suspensas.",
    T18: "Antes de encerrar uma conta, normalmente avisamos.",
    T27: "Quando estes termos mudam em algo importante, perguntamos a você de novo.",
    T28: `Dúvidas: ${termsInForce.contact}. Procuramos responder em 1–3 dias úteis.`,
  },
  title: (page) => `Os termos em resumo · ${page}`,
  previous: "Página anterior",
  next: "Próxima página",
};

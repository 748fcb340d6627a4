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
    T2: "Os modelos, os planos e o Easel como um todo podem mudar, pausar ou terminar. O que está desligado não custa nada a você.",
    T3: `Você tem pelo menos ${termsInForce.ageMin_years} anos, ou mais, se o seu país exigir.`,
    T4: "Cabe a você cuidar da sua conta: o que for feito com ela conta como feito por você.",
    T6: "Qualquer uso legal é bem-vindo: particular, comercial, ensino, pesquisa.",
    T8: "Não é permitido: conteúdo sexual, qualquer coisa sexual com menores, imagens íntimas ou enganosas de pessoas reais, ódio, violência sangrenta, automutilação, produtos ilegais, enganação, violar direitos ou dados privados de outras pessoas.",
    T7: "A que leva o mais grave disso: a conta é suspensa na hora, e uma pessoa da nossa equipe decide. Isso pode significar conteúdo apagado, créditos perdidos e uma comunicação às autoridades.",
    T9: "Os prompts são verificados antes de qualquer cobrança, e os modelos verificam o que desenham. O que uma máquina bloqueia é devolvido.",
    T11: "Suas imagens são suas.",
    T12: "Se uma imagem feita por um modelo pode ser protegida por direitos autorais depende do seu país. Não podemos orientar você sobre isso.",
    T13: "Os modelos pertencem aos seus fabricantes, e as regras deles também valem; /models tem os links.",
    T14: "Não treinamos nada com suas palavras e imagens, e não entregamos nada para treinamento.",
    T15: "Guardamos prompts, imagens e referências para o seu histórico, para o atendimento e contra abusos.",
    T16: "Toda imagem tem um preço em créditos inteiros, mostrado antes de você gastar. O preço mostrado é o preço cobrado.",
    T17: "Um plano pode ser cancelado a qualquer momento, com /subscription ou na página do provedor de pagamento. Ele termina com o seu período, e os créditos dele ficam até vencerem.",
    "T9, T22":
      "Bloqueado antes de consultarmos um modelo: nada foi cobrado. Um modelo ocultou uma imagem, falhou ou nunca respondeu: esses créditos voltam sozinhos. Um modelo recusou: eles também voltam, a não ser que aconteça repetidamente. A próxima página diz quando.",
    T20: "Se o dinheiro volta, é decidido caso a caso: peça com /refund.",
    T21: "Quando um pedido é reembolsado, os créditos não gastos desse pedido são retirados; os gastos continuam gastos.",
    T24: "Uma falha do serviço nunca custa um crédito a você.",
    T25: "Os modelos erram. Olhe bem uma imagem antes de confiar nela.",
    T10: "Contas que quebram as regras repetidas vezes são analisadas por uma pessoa e podem ser suspensas.",
    T5: "Uma conta com informações falsas, ou usada contra estes termos, pode ser suspensa ou encerrada.",
    T18: "Antes de encerrar uma conta, normalmente avisamos.",
    "T19, T23":
      "Uma conta encerrada perde o acesso e o plano e, depois de uma infração, os créditos. O conteúdo dela é apagado algum tempo depois, e nenhuma conta nova pode ser aberta a partir dos mesmos chats.",
    T26: "Uma imagem usa a sua obra ou mostra você? /report a leva a uma pessoa da nossa equipe. Quem infringe direitos repetidas vezes perde a conta.",
    T27: "Quando estes termos mudam em algo importante, perguntamos a você de novo.",
    T28: `Dúvidas: ${termsInForce.contact}. Procuramos responder em 1–3 dias úteis.`,
  },
  title: (page) => `Os termos em resumo · ${page}`,
  previous: "Página anterior",
  next: "Próxima página",
};

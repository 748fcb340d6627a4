import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "Sim", no: "Não" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "O que você quer ver" },
  model: { summary: "Quem pinta (veja /models)" },
  ratio: { summary: "O formato da imagem, como 16:9, square ou portrait" },
  resolution: { summary: "O tamanho, como 1K, 2K ou 4K" },
  quality: { summary: "Com quanto capricho pintar, quando o modelo deixa escolher" },
  n: { summary: "Quantas imagens" },
  seed: { summary: "Um número que faz sair de novo a mesma imagem" },
  strength: { summary: "Quanto a imagem pode se afastar da referência: de 0.01 a 1" },
  style: { summary: "Um estilo pelo nome, como noir ou watercolour (veja /styles)", choices: styleNames },
  private: { summary: "Só você vê a imagem" },
  public: { summary: "Todos aqui veem a imagem, seja qual for a configuração" },
  reference: { summary: "Imagens que servem de ponto de partida" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "Descreva uma imagem e receba-a",
    example: "/imagine um farol na tempestade --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "Mude uma imagem com palavras: uma que você anexa ou uma das suas",
    example: "/edit deixe com cara de inverno --from last",
    options: {
      ...picture,
      prompt: { summary: "O que deve mudar" },
      from: { summary: "Imagens suas: “last”, ou os ids que Detalhes mostra, separados por vírgulas" },
    },
  },
  cancel: {
    summary: "Para a imagem em andamento, ou todas",
    options: { all: { summary: "Todas, não só a mais recente" } },
  },
  history: {
    summary: "Suas imagens: veja, pesquise, apague",
    example: "/history raposa --model seedream --since 2026-11-01",
    options: {
      words: { summary: "Palavras do prompt, ou o começo delas" },
      model: { summary: "Só imagens deste modelo" },
      since: { summary: "A partir deste dia, como 2026-11-01" },
      until: { summary: "Até este dia" },
      page: { summary: "Qual página" },
    },
  },
  settings: {
    summary: "Como ficam suas imagens quando você não diz nada, quem as vê, e os avisos",
    options: {
      model: { summary: "Quem pinta quando você não diz o modelo", choices: { default: "O que o Easel escolher" } },
      ratio: { summary: "O formato quando você não diz nenhum, como 16:9" },
      resolution: { summary: "O tamanho quando você não diz nenhum, como 2K" },
      quality: { summary: "Com quanto capricho, quando o modelo deixa escolher" },
      language: { summary: "O idioma em que falo com você", choices: { default: "O do meu chat" } },
      private: { summary: "Se só você vê suas imagens", choices: yesOrNo },
      originals: {
        summary: "Se suas imagens chegam como arquivos, sem alterações, onde o chat as reduz",
        choices: yesOrNo,
      },
      spoilers: { summary: "Se suas imagens ficam cobertas até alguém abrir", choices: yesOrNo },
      reminders: { summary: "Se aviso quando créditos estão para vencer", choices: yesOrNo },
      remember: { summary: "Se repito o que você usou por último", choices: yesOrNo },
      reset: { summary: "Tudo volta a ser como no começo" },
    },
  },
  server: {
    summary: "Onde, com quais modelos e por quanto ao dia se fazem imagens neste servidor",
    options: {
      channels: { summary: "Onde se podem pedir imagens: canais, “here” ou “all”" },
      models: { summary: "Quais modelos podem pintar, separados por vírgulas, ou “all”" },
      private: { summary: "Se só quem pede vê o resultado, a não ser com --public", choices: yesOrNo },
      cap: { summary: "Créditos que cada membro pode gastar aqui por dia (UTC), ou “off”" },
      reset: { summary: "Tudo volta a ser como no começo" },
    },
  },
  balance: { summary: "Seus créditos: quantos são, até quando valem e o que aconteceu com eles" },
  buy: {
    summary: "Créditos: pacotes de pagamento único, e planos que trazem novos todo mês",
    options: {
      offer: { summary: "Qual, como pack-small ou creator-month; sem nada, aparecem todos" },
      currency: { summary: "A moeda em que você paga, como usd ou eur" },
    },
  },
  subscription: {
    summary: "Seu plano: o que ele traz, quando renova; troque, cancele ou mantenha",
    options: {
      action: {
        summary: "Cancelar o plano no fim do período, ou mantê-lo afinal",
        choices: { cancel: "Cancelar no fim do período", resume: "Manter, afinal" },
      },
    },
  },
  refund: {
    summary: "Peça de volta o dinheiro de um pedido; quem decide é uma pessoa da nossa equipe",
    options: { order: { summary: "O número do pedido, como E-7KQ2-MXAB" } },
  },
  models: { summary: "Os modelos que você pode escolher, e no que cada um é bom" },
  styles: { summary: "Estilos que você pode pedir pelo nome" },
  pricing: {
    summary: "Quanto custa uma imagem por modelo, resolução e qualidade, e o que está anunciado",
    options: { model: { summary: "Só os preços deste modelo" } },
  },
  account: { summary: "Sua conta: em quais chats ela está, seu plano e os limites dele" },
  link: {
    summary: "Uma só conta em vários chats: os mesmos créditos, imagens e configurações",
    options: { code: { summary: "O código do outro chat; sem ele, você recebe um daqui" } },
  },
  unlink: { summary: "Tira um chat da sua conta, um dia depois" },
  start: { summary: "Diga oi e aceite os termos" },
  terms: { summary: "Os termos em resumo, e quando você os aceitou" },
  privacy: {
    summary: "O que fica guardado sobre você e por quanto tempo; uma cópia disso, ou o seu fim",
    options: {
      what: {
        summary: "O que fazer; sem nada, você vê o que fica guardado",
        choices: {
          export: "Uma cópia dos meus dados",
          delete: "Excluir minha conta",
          keep: "Não excluir minha conta, afinal",
        },
      },
    },
  },
  report: {
    summary: "Denuncie uma imagem, diga que ela usa sua obra, ou conteste uma remoção",
    example: "/report abcd2345 --reason rights esse desenho é meu",
    options: {
      what: { summary: "Um link para a mensagem da imagem ou o id dela, e o que está errado; ou notice, ou counter" },
      reason: {
        summary: "O que há de errado com ela",
        choices: {
          minors: "Sexual com menor de idade",
          intimate: "Íntima ou degradante",
          sexual: "Conteúdo sexual",
          hateful: "Ódio ou crueldade",
          deceiving: "Feita para enganar",
          rights: "Minha obra, meu nome ou meu rosto",
          other: "Outra coisa",
        },
      },
    },
  },
  appeal: { summary: "Peça que uma pessoa olhe de novo um bloqueio, uma advertência ou uma suspensão" },
  support: {
    summary: "Escreva para a equipe do Easel, e veja o que ela respondeu",
    example: "/support --category payment meus créditos não chegaram",
    options: {
      words: { summary: "O que aconteceu, e o que ajudaria" },
      category: {
        summary: "Do que se trata",
        choices: {
          payment: "Pagamento",
          picture: "Uma imagem",
          account: "Minha conta",
          safety: "A segurança de alguém",
          other: "Outra coisa",
        },
      },
      ticket: { summary: "O número de um chamado seu, para escrever mais nele ou vê-lo" },
      pictures: { summary: "Imagens que mostram isso" },
    },
  },
  paysupport: { summary: "Ajuda com pagamentos: créditos que não chegaram, reembolsos, para quem escrever" },
  admin: {
    summary: "Para quem cuida do Easel",
    options: {
      what: { summary: "O que ver: uma área como refunds, e o que ela precisa saber" },
      from: { summary: "Para um preço: o dia em que muda, como 2027-01-31" },
      until: { summary: "Quando termina sozinho: 2h, 3d, ou um dia e uma hora (UTC)" },
      reason: { summary: "Por quê; fica guardado com o que for decidido" },
    },
  },
  help: { summary: "O que eu sei fazer" },
};

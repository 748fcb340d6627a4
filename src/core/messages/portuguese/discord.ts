import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "Editar esta imagem",
  reportMenu: "Denunciar",
  editNothing:
    "Não há nesta mensagem nenhuma imagem que eu possa editar. Escolha uma que tenha (PNG, JPEG ou WebP), ou anexe uma a /edit.",
  reportNothing:
    "Aqui só dá para denunciar imagens feitas por mim, e esta mensagem não mostra nenhuma. Para qualquer outra coisa, use a denúncia do próprio Discord, por favor.",
  formWaits: "Há algo para preencher. Toque no botão abaixo.",
  formGone: "Este formulário não existe mais. Envie o comando de novo, por favor.",
  givenUp:
    "Algo deu errado do nosso lado: tentei várias vezes e não consegui terminar. Se saiu uma imagem, ela está em /history; se não, nada foi cobrado. Olhe lá primeiro, por favor, e envie de novo se ela não estiver.",
  smaller:
    "O Discord não aceita arquivos maiores aqui, então esta é uma cópia menor. O original está guardado: /history e “Arquivo original” levam até ele.",
  smallerLinked:
    "O Discord não aceita arquivos maiores aqui, então esta é uma cópia menor. Este é o original; o link funciona por 24 horas, para qualquer pessoa que o tenha:",
  smallerFile:
    "O Discord não aceita arquivos maiores aqui, então esta é uma cópia menor. O original está guardado e vem inteiro onde o Discord aceita arquivos maiores, como num servidor impulsionado: toque no botão de novo lá.",
  shortened: "O Discord não mostra textos mais longos que este: o resto ficou de fora.",
  more: "Mais",
  forPerson: (person) => `Para ${person}`,
};

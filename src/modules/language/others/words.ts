/** Used by speakers of any language, so they do not identify one on their own. */
export const POLITE: ReadonlySet<string> = new Set(
  "danke gracias merci grazie obrigado obrigada dank tack kiitos takk ciao sí oui hej hei prego u".split(" "),
);

/** Common words of unsupported languages, except those that are also English. One language per line. */
export const OTHER_WORDS: ReadonlySet<string> = new Set(
  `
hola buenos buenas días dias tardes noches quiero quisiera quería necesito puedo puede pueden cita turno reservar corte cortar mañana manana hoy favor para una uno con hablan habla hablas español espanol castellano gracias cuando cuándo cuanto cuánto cuesta cuestan dónde donde tienen tiene hora horas los las el que qué es está sí pelo cabello uñas precio abierto abren señora niño niña hijo hija mi por ustedes usted
bonjour bonsoir salut je j'ai voudrais veux aimerais rendez vous une coupe pour demain aujourd'hui merci s'il plaît plait parlez français francais combien ça coûte où quand est-ce les des avez besoin cheveux ouvert êtes avec mon fils fille heure prendre c'est
guten tag morgen hallo ich möchte moechte brauche hätte haette gerne gern einen eine einem termin für fuer bitte danke sprechen deutsch wie viel kostet wann haarschnitt heute übermorgen haben nicht mit und der das ist wir mein meine tochter sohn uhr geöffnet können kann
ciao buongiorno buonasera vorrei taglio appuntamento domani grazie parlate italiano quanto costa dove capelli oggi per mio figlia figlio alle prenotare prego scusi
olá ola bom dia boa tarde quero gostaria preciso marcar amanhã amanha obrigado obrigada falam português portugues você voce custa não nao cabelo hoje horário minha filha filho
goedemorgen goedemiddag ik wil graag een afspraak maken alstublieft dank spreekt nederlands hoeveel kost vandaag wanneer mijn dochter zoon knippen kunt u
dzień dzien dobry chcę chce umówić umowic wizytę wizyte jutro proszę prosze dziękuję dziekuje czy mówicie polsku ile kosztuje dzisiaj strzyżenie
merhaba randevu istiyorum yarın yarin lütfen lutfen teşekkürler tesekkurler türkçe konuşuyor musunuz saç kesimi bugün
hej jag vill boka klippning imorgon tack talar svenska kan jeg gerne bestille tid takk snakker norsk dansk hei varata ajan huomenna kiitos
xin chào tôi muốn đặt lịch hẹn ngày mai cảm ơn
`
    .trim()
    .split(/\s+/),
);
